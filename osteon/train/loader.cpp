#include "osteon/train/loader.hpp"

#include <algorithm>
#include <cmath>
#include <exception>
#include <iterator>
#include <utility>

#include "osteon/base/error.hpp"
#include "osteon/base/random.hpp"
#include "osteon/phantom/phantom.hpp"
#include "osteon/radiograph/read.hpp"
#include "osteon/train/augment.hpp"

namespace osteon {
namespace {

/// Batches that may wait; one being made comes on top.
constexpr std::size_t ahead = 3;
/// Phantoms with lower seeds are kept for tests, the demo and the installation check.
constexpr std::uint64_t first_training_phantom = 1'000'000;

std::vector<double> running_weights(const std::vector<Entry>& entries, double balance) {
  std::map<std::pair<std::string, bool>, int> counts;
  for (const Entry& entry : entries) ++counts[{entry.part, entry.positive}];
  std::vector<double> upto;
  double sum = 0;
  for (const Entry& entry : entries)
    upto.push_back(sum += std::pow(counts[{entry.part, entry.positive}], -balance));
  return upto;
}

}  // namespace

Loader::Loader(const std::vector<Entry>& entries, LoaderOptions options)
    : entries_(entries),
      options_(std::move(options)),
      upto_(running_weights(entries, options_.balance)) {
  if (entries.empty()) throw Error(ErrorCode::bad_argument, "there is nothing to train on");
}

Loader::~Loader() {
  worker_.request_stop();
  changed_.notify_all();
}

int Loader::batches_per_epoch() const {
  return std::max(1, static_cast<int>(entries_.size()) / options_.batch);
}

void Loader::start(int epoch, int first_batch) {
  worker_ = {};  // stops and joins the one before
  ready_.clear();
  ended_ = false;
  failure_ = {};
  worker_ = std::jthread(
      [this, epoch, first_batch](const std::stop_token& stop) { work(stop, epoch, first_batch); });
}

std::optional<TrainBatch> Loader::next() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return !ready_.empty() || ended_; });
  if (failure_) std::rethrow_exception(failure_);
  if (ready_.empty()) return {};
  TrainBatch batch = std::move(ready_.front());
  ready_.erase(ready_.begin());
  changed_.notify_all();
  return batch;
}

std::map<std::string, std::string> Loader::unread() const {
  const std::lock_guard lock(mutex_);
  return unread_;
}

void Loader::work(const std::stop_token& stop, int epoch, int first_batch) {
  try {
    for (int number = first_batch; number < batches_per_epoch() && !stop.stop_requested();
         ++number) {
      TrainBatch batch = make(epoch, number);
      std::unique_lock lock(mutex_);
      if (!changed_.wait(lock, stop, [&] { return ready_.size() < ahead; })) return;
      ready_.push_back(std::move(batch));
      changed_.notify_all();
    }
  } catch (...) {
    const std::lock_guard lock(mutex_);
    failure_ = std::current_exception();
  }
  const std::lock_guard lock(mutex_);
  ended_ = true;
  changed_.notify_all();
}

TrainBatch Loader::make(int epoch, int number) {
  const int side = options_.input.side;
  const auto area = static_cast<std::size_t>(side) * static_cast<std::size_t>(side);
  TrainBatch batch;
  batch.images = Tensor({options_.batch, 1, side, side});
  for (int i = 0; i < options_.batch; ++i) {
    // Mixed by Random itself: neighbouring seeds give unrelated streams.
    Random random(
        Random(options_.seed * 0x100000001B3u + static_cast<std::uint64_t>(epoch)).next() +
        static_cast<std::uint64_t>(number) * 4096u + static_cast<std::uint64_t>(i));
    const Example example = draw(random);
    prepare(example.radiograph, options_.input,
            std::span(batch.images.values).subspan(static_cast<std::size_t>(i) * area, area));
    batch.parts.push_back(example.part);
    batch.labels.push_back(example.positive ? 1 : 0);
  }
  return batch;
}

Loader::Example Loader::draw(Random& random) {
  const int no_part = static_cast<int>(options_.parts.size());
  const double kind = random.uniform();
  if (kind < options_.phantoms) {
    const int part = random.below(no_part);
    const auto& name = options_.parts[static_cast<std::size_t>(part)];
    if (std::ranges::count(phantom_parts(), name) == 1) {
      const PhantomOrder order{.part = name,
                               .fracture = random.chance(0.5),
                               .seed = first_training_phantom + (random.next() >> 20)};
      return {augment(draw_phantom(order).radiograph, random), part, order.fracture};
    }
  }
  const auto drawn = std::ranges::upper_bound(upto_, random.uniform(0, upto_.back()));
  const auto [entry, radiograph] =
      readable_from(static_cast<std::size_t>(std::distance(upto_.begin(), drawn)));
  if (kind > 1 - options_.distractors) return {distractor(radiograph, random), no_part, false};
  const auto part = std::ranges::find(options_.parts, entry.part);
  return {augment(radiograph, random),
          static_cast<int>(std::distance(options_.parts.begin(), part)), entry.positive};
}

std::pair<const Entry&, Radiograph> Loader::readable_from(std::size_t place) {
  for (std::size_t tried = 0; tried < entries_.size(); ++tried) {
    const Entry& entry = entries_[(place + tried) % entries_.size()];
    try {
      return {entry, read_radiograph(entry.file)};
    } catch (const Error& error) {
      if (!input_at_fault(error.code())) throw;
      const std::lock_guard lock(mutex_);
      unread_.emplace(entry.file.string(), error.what());
    }
  }
  throw Error(ErrorCode::unreadable, "none of the training images can be read");
}

}  // namespace osteon
