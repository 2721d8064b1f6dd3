// The processes that train one network together: data parallel over c10d and Gloo.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <torch/torch.h>

namespace osteon {

/// Where a process stands among its peers, as torchrun, Slurm or mpirun say in its environment.
struct PeerPlace {
  int rank = 0;
  int count = 1;
  std::string address = "127.0.0.1";  ///< of the machine that rank 0 runs on
  int port = 29500;
  int count_here = 1;           ///< processes on this machine, which share its cores
  bool store_is_there = false;  ///< torchrun keeps the meeting place itself
  std::string attempt = "0";    ///< how often torchrun has started them before
};

/// From RANK and WORLD_SIZE, or what Open MPI and Slurm set instead, and MASTER_ADDR and
/// MASTER_PORT. A process that nobody counted is alone.
/// \throws Error(bad_argument) naming a variable that is missing or makes no sense
PeerPlace place_from_environment();

/// Alone, every function returns at once. All peers must call the same ones in the same order.
class Peers {
 public:
  /// Waits until all have come.
  /// \throws Error(busy) when they have not within `timeout`, which also bounds every wait below
  Peers(const PeerPlace& place, std::chrono::seconds timeout);
  ~Peers();
  Peers(const Peers&) = delete;
  Peers& operator=(const Peers&) = delete;

  int rank() const { return place_.rank; }
  int count() const { return place_.count; }
  bool first() const { return place_.rank == 0; }

  /// Every tensor, of fp32, becomes its mean over all peers, and `numbers` theirs.
  /// \throws Error(busy) when a peer was lost or did not answer in time
  void average(const std::vector<torch::Tensor>& tensors, std::vector<double>& numbers);
  /// Every tensor becomes rank 0's.
  void take_from_first(const std::vector<torch::Tensor>& tensors);

 private:
  struct Group;
  PeerPlace place_;
  std::unique_ptr<Group> group_;
};

}  // namespace osteon
