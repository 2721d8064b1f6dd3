// The network that learns, with all that one step changes: weights, their average, the optimizer.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <torch/torch.h>

#include "osteon/train/checkpoint.hpp"
#include "osteon/train/loader.hpp"
#include "osteon/train/network.hpp"
#include "osteon/train/peers.hpp"
#include "osteon/train/progress.hpp"
#include "osteon/train/settings.hpp"

namespace osteon {

/// Runs what is inside in bf16 where libtorch thinks it safe, and in fp32 elsewhere.
class Autocast {
 public:
  explicit Autocast(bool on);
  ~Autocast();
  Autocast(const Autocast&) = delete;
  Autocast& operator=(const Autocast&) = delete;
};

/// N x 1 x H x W, laid out as libtorch's convolutions like it. `tensor` must not move meanwhile.
torch::Tensor images_of(Tensor& tensor);

/// A linear climb, then half a cosine (Loshchilov and Hutter, ICLR 2017); in parts of the highest.
/// \param done  of the whole run, 0 to 1
double rate_at(double done);

class Learner {
 public:
  /// Takes what it finds in settings.start. \param peers  must outlive it
  Learner(const TrainSettings& settings, const std::vector<std::string>& parts, Peers& peers);

  /// What is measured once on training images, before the first step: the batch norms' statistics
  /// and the features' spread. \param batches  of the size that all peers' share makes together
  void measure(std::vector<TrainBatch>& batches);
  /// Gives every peer what the first one has, and begins the average there.
  void begin();

  struct Step {
    StepLosses losses;  ///< means over all peers' shares
    bool stop = false;  ///< any of the peers was asked to stop
  };
  /// \param rate  in parts of the highest; \param number  of the step since the run began, from 0
  Step step(TrainBatch& batch, double rate, double number, bool stop);

  void save(const std::filesystem::path& file, const Standing& standing) const;
  Standing load(const std::filesystem::path& file);

  TrainedNetwork& network() { return network_; }
  TrainedNetwork& average() { return average_; }
  const std::vector<std::string>& taken() const { return taken_; }

 private:
  const TrainSettings& settings_;
  Peers& peers_;
  TrainedNetwork network_;
  TrainedNetwork average_;
  std::vector<std::string> taken_;  ///< convolutions that settings.start held
  std::unique_ptr<torch::optim::AdamW> optimizer_;
};

}  // namespace osteon
