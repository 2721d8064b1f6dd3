#include "osteon/dataset/image_facts.hpp"

#include <algorithm>
#include <charconv>
#include <exception>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include "osteon/base/error.hpp"
#include "osteon/base/sha256.hpp"
#include "osteon/radiograph/read.hpp"

namespace osteon {
namespace {

/// The first 64 bits of a SHA-256 over the size and the grey values.
std::uint64_t pixels_hash(const Radiograph& radiograph) {
  const std::string hex = sha256(std::as_bytes(radiograph.grey()));
  std::uint64_t number = 0;
  std::from_chars(hex.data(), hex.data() + 16, number, 16);
  const Extent extent = radiograph.extent();
  return number ^ (static_cast<std::uint64_t>(extent.width) << 32) ^
         static_cast<std::uint64_t>(extent.height);
}

void look(Opened& opened, bool compare) {
  try {
    const Radiograph radiograph = read_radiograph(opened.entry.file);
    opened.facts = {.extent = radiograph.extent(),
                    .bits = radiograph.acquisition().bits,
                    .incomplete = radiograph.acquisition().incomplete};
    if (!compare) return;
    opened.facts.pixels = pixels_hash(radiograph);
    opened.facts.picture = picture_hash(radiograph);
  } catch (const Error& error) {
    if (!input_at_fault(error.code())) throw;
    opened.trouble = error.what();
  }
}

/// Gives out entries and takes in results, one thread at a time.
class Counter {
 public:
  Counter(EntryReader& entries, const std::function<void(const Opened&)>& take)
      : entries_(entries), take_(take) {}

  std::optional<Opened> next() {
    const std::lock_guard lock(reading_);
    if (stopped_) return {};
    auto entry = entries_.next();
    if (!entry) return {};
    return Opened{.row = row_++, .entry = std::move(*entry)};
  }

  void hand_in(const Opened& opened) {
    const std::lock_guard lock(taking_);
    if (!failure_) take_(opened);
  }

  void stop(std::exception_ptr failure) {
    const std::scoped_lock lock(reading_, taking_);
    stopped_ = true;
    if (!failure_) failure_ = std::move(failure);
  }

  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  EntryReader& entries_;
  const std::function<void(const Opened&)>& take_;
  std::mutex reading_;
  std::mutex taking_;
  std::size_t row_ = 0;
  bool stopped_ = false;
  std::exception_ptr failure_;
};

}  // namespace

void open_images(EntryReader& entries, const OpenOptions& options,
                 const std::function<void(const Opened&)>& take) {
  const int cores = static_cast<int>(std::thread::hardware_concurrency());
  const int threads = std::max(1, options.threads > 0 ? options.threads : cores);
  Counter counter(entries, take);
  const auto work = [&] {
    try {
      while (auto opened = counter.next()) {
        look(*opened, options.compare);
        counter.hand_in(*opened);
      }
    } catch (...) {
      counter.stop(std::current_exception());
    }
  };
  {
    std::vector<std::jthread> others;
    for (int i = 1; i < threads; ++i) others.emplace_back(work);
    work();
  }
  counter.rethrow();
}

}  // namespace osteon
