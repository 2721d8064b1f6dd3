// A training's whole state in a file.
#pragma once

#include <filesystem>

#include <torch/torch.h>

#include "osteon/train/network.hpp"

namespace osteon {

/// Where a run stands.
struct Standing {
  std::int64_t epoch = 0;  ///< the one under way, from 0
  std::int64_t step = 0;   ///< steps of it that are done
  double best = -1;        ///< best figure on validation data so far
};

/// Written beside and renamed, so that a crash leaves the checkpoint before.
/// \throws Error(unreadable) when the disk will not have it
void save_checkpoint(const std::filesystem::path& file, const TrainedNetwork& network,
                     const TrainedNetwork& average, const torch::optim::Optimizer& optimizer,
                     const Standing& standing);

/// \throws Error(bad_model) when the file is damaged or from another architecture
Standing load_checkpoint(const std::filesystem::path& file, TrainedNetwork& network,
                         TrainedNetwork& average, torch::optim::Optimizer& optimizer);

/// The averaged network alone, as `best.pt` holds it.
void save_network(const std::filesystem::path& file, const TrainedNetwork& network);
void load_network(const std::filesystem::path& file, TrainedNetwork& network);

}  // namespace osteon
