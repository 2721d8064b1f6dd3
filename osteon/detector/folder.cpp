#include "osteon/detector/folder.hpp"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <omp.h>

#include "osteon/radiograph/endings.hpp"

namespace osteon {
namespace {

using Batch = std::vector<FileReading>;

/// Batches that workers finish in any order and one reader takes in order. A worker that is too far
/// ahead waits, so that memory stays bounded.
class InOrder {
 public:
  InOrder(std::size_t count, std::size_t ahead) : count_(count), ahead_(ahead) {}

  /// The next batch to work on; empty when there is no more, or somebody failed.
  std::optional<std::size_t> next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock,
                  [&] { return stopped_ || started_ >= count_ || started_ < taken_ + ahead_; });
    if (stopped_ || started_ >= count_) return {};
    return started_++;
  }

  void put(std::size_t number, Batch batch) {
    const std::lock_guard lock(mutex_);
    done_[number] = std::move(batch);
    changed_.notify_all();
  }

  /// Blocks until batch `taken` so far is there. \throws what a worker failed with
  Batch take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return failure_ || done_.contains(taken_); });
    // What was finished before the failure is still handed out.
    if (!done_.contains(taken_)) std::rethrow_exception(failure_);
    Batch batch = std::move(done_.extract(taken_).mapped());
    ++taken_;
    changed_.notify_all();
    return batch;
  }

  void stop(std::exception_ptr failure = {}) {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    if (failure && !failure_) failure_ = std::move(failure);
    changed_.notify_all();
  }

 private:
  const std::size_t count_;
  const std::size_t ahead_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t started_ = 0;
  std::size_t taken_ = 0;
  bool stopped_ = false;
  std::exception_ptr failure_;
  std::map<std::size_t, Batch> done_;
};

/// Stops the workers before they are joined, also when the caller's function throws.
class StopAtExit {
 public:
  explicit StopAtExit(InOrder& order) : order_(order) {}
  ~StopAtExit() { order_.stop(); }
  StopAtExit(const StopAtExit&) = delete;
  StopAtExit& operator=(const StopAtExit&) = delete;

 private:
  InOrder& order_;
};

Batch read_and_examine(const Detector& detector, std::span<const std::filesystem::path> files,
                       const FolderOptions& options) {
  Batch batch;
  std::vector<PreparedFilm> films;
  std::vector<std::size_t> places;
  for (const auto& file : files) {
    FileReading& row = batch.emplace_back();
    row.file = file;
    try {
      Radiograph radiograph = read_radiograph(file, options.limits);
      films.push_back(detector.prepare(radiograph));
      places.push_back(batch.size() - 1);
      row.extent = radiograph.extent();
      row.study = radiograph.acquisition().study;
      // Otherwise it goes here and now: a batch of large films would fill a small machine.
      if (options.keep_radiographs || options.look_closer) row.radiograph = std::move(radiograph);
    } catch (const Error& error) {
      if (!input_at_fault(error.code())) throw;
      if (error.code() == ErrorCode::not_a_radiograph)
        row.reading = not_a_radiograph(detector, error);
      else
        row.error = error;
    }
  }
  auto readings = detector.examine(films, options.given_part);
  for (std::size_t i = 0; i < places.size(); ++i) {
    FileReading& row = batch[places[i]];
    if (options.look_closer) detector.look_closer(*row.radiograph, readings[i]);
    if (!options.keep_radiographs) row.radiograph.reset();
    row.reading = std::move(readings[i]);
  }
  return batch;
}

bool named_like_radiograph(const std::filesystem::path& file) {
  if (file.filename().string().starts_with('.') || file.filename() == "DICOMDIR") return false;
  return !file.has_extension() || has_radiograph_ending(file);
}

}  // namespace

Reading not_a_radiograph(const Detector& detector, const Error& error) {
  Reading reading;
  reading.finding.target = detector.pack().target;
  reading.finding.reason = meaning_of(error.code()).name;
  reading.finding.explanation = error.what();
  return reading;
}

void examine_files(const Detector& detector, std::span<const std::filesystem::path> files,
                   const FolderOptions& options, const std::function<void(FileReading&&)>& each) {
  if (files.empty()) return;
  // Each worker takes whole batches with its own share of the cores: no barrier between decoding
  // and the network, and none between cores. A few files are shared out evenly instead.
  const auto cores = static_cast<std::size_t>(std::max(1, omp_get_max_threads()));
  const std::size_t workers = std::min(cores, files.size());
  const std::size_t size =
      std::clamp<std::size_t>(files.size() / workers, 1, static_cast<std::size_t>(options.batch));
  const std::size_t batches = (files.size() + size - 1) / size;
  const int threads_each = static_cast<int>(std::max<std::size_t>(1, cores / workers));

  // A large film takes as long as many small ones: its worker is waited for with what the others
  // have found, which takes little memory unless it holds the films.
  InOrder order(batches, (options.keep_radiographs ? 2 : 16) * workers);
  const auto work = [&] {
    omp_set_num_threads(threads_each);
    try {
      while (const auto number = order.next()) {
        const std::size_t begin = *number * size;
        order.put(*number, read_and_examine(
                               detector, files.subspan(begin, std::min(size, files.size() - begin)),
                               options));
      }
    } catch (...) {
      order.stop(std::current_exception());
    }
  };
  std::vector<std::jthread> threads;
  const StopAtExit stop(order);
  for (std::size_t i = 0; i < workers; ++i) threads.emplace_back(work);
  for (std::size_t i = 0; i < batches; ++i)
    for (FileReading& reading : order.take()) each(std::move(reading));
}

std::vector<std::filesystem::path> radiograph_files(std::span<const std::filesystem::path> named) {
  std::vector<std::filesystem::path> files;
  for (const auto& name : named) {
    if (std::filesystem::is_directory(name)) {
      std::vector<std::filesystem::path> inside;
      for (const auto& entry : std::filesystem::recursive_directory_iterator(
               name, std::filesystem::directory_options::skip_permission_denied))
        if (entry.is_regular_file() && named_like_radiograph(entry.path()))
          inside.push_back(entry.path());
      std::ranges::sort(inside);
      files.insert(files.end(), inside.begin(), inside.end());
    } else if (std::filesystem::exists(name)) {
      files.push_back(name);
    } else {
      throw Error(ErrorCode::unreadable, fmt::format("{}: no such file or folder", name.string()));
    }
  }
  return files;
}

}  // namespace osteon
