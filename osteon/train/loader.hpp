// Batches of training images, made beside the training.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "osteon/base/random.hpp"
#include "osteon/dataset/entry_table.hpp"
#include "osteon/model/prepare.hpp"
#include "osteon/model/tensor.hpp"
#include "osteon/train/augment.hpp"
#include "osteon/train/weighted_rows.hpp"

namespace osteon {

struct TrainBatch {
  Tensor images;            ///< N x 1 x side x side, prepared
  std::vector<int> parts;   ///< index into the parts; their count for "none of these"
  std::vector<int> labels;  ///< 1 positive, 0 negative; not used for "none of these"
  Tensor places;            ///< N x 1 x cells x cells: see PlaceTargets
  Tensor boxes;             ///< N x 4 x cells x cells
  std::vector<std::vector<Outline>> outlines;  ///< in the pixels of the images
};

/// What is changed in a radiograph before a network sees it.
enum class Changes {
  none,
  nearness,  ///< see seen_from_near()
  all,       ///< see augment()
};

struct LoaderOptions {
  InputSpec input;
  std::vector<std::string> parts;
  int cells = 9;  ///< along one side of the grid that the network's features form
  int batch = 16;
  /// Processes that share every batch, and which of them this is: each makes `batch` images of it,
  /// and together they make what one process would with `shares` times the batch.
  int shares = 1;
  int share = 0;
  double balance = 0.3;
  double phantoms = 0.04;
  double distractors = 0.04;
  Changes changes = Changes::all;
  std::uint64_t seed = 1;
};

/// Draws, reads, augments and prepares. What the nth image of an epoch is depends on the seed, the
/// epoch and n alone, so that a run can be repeated, and taken up in the middle.
class Loader {
 public:
  struct Example {
    Radiograph radiograph;
    int part = 0;
    bool positive = false;
    std::vector<Outline> outlines;
  };

  /// \param entries  must outlive the loader; their parts are all among options.parts
  Loader(const EntryTable& entries, LoaderOptions options);
  ~Loader();
  Loader(const Loader&) = delete;
  Loader& operator=(const Loader&) = delete;

  int batches_per_epoch() const;

  /// Begins an epoch at one of its batches; what was under way is dropped.
  void start(int epoch, int first_batch);
  /// The next batch; empty at the end of the epoch. \throws what reading failed with, other than a
  /// single file's own fault
  std::optional<TrainBatch> next();

  /// Files that could not be read so far, each with the reason, once.
  std::map<std::string, std::string> unread() const;

 private:
  TrainBatch make(int epoch, int number);
  /// One training image: a phantom, a picture of no part, or an entry changed a little.
  Example draw(Random& random);
  Augmented changed(const Radiograph& radiograph, std::span<const Outline> outlines,
                    Random& random) const;
  /// The entry at `place`, or the first after it that can be read; the others are noted.
  std::pair<Entry, Radiograph> readable_from(std::size_t place);
  void work(const std::stop_token& stop, int epoch, int first_batch);

  const EntryTable& entries_;
  LoaderOptions options_;
  WeightedRows rows_;

  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::vector<TrainBatch> ready_;
  bool ended_ = true;
  std::exception_ptr failure_;
  std::map<std::string, std::string> unread_;
  std::jthread worker_;
};

}  // namespace osteon
