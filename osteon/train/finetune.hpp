// The recipe `finetune`: one backbone, trained further with all heads at once.
#pragma once

#include <atomic>

#include "osteon/dataset/entry.hpp"
#include "osteon/train/peers.hpp"
#include "osteon/train/train.hpp"

namespace osteon {

/// \param dataset  with subsets; \param progress  for people
TrainEnd finetune(const TrainSettings& settings, Dataset dataset, Peers& peers,
                  std::ostream& progress, bool terminal, const std::atomic<bool>& stop);

}  // namespace osteon
