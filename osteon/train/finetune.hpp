// The recipe `finetune`: one backbone, trained further with all heads at once.
#pragma once

#include <atomic>

#include "osteon/train/peers.hpp"
#include "osteon/train/train.hpp"
#include "osteon/train/training_data.hpp"

namespace osteon {

/// \param progress  for people
TrainEnd finetune(const TrainSettings& settings, TrainingData data, Peers& peers,
                  std::ostream& progress, bool terminal, const std::atomic<bool>& stop);

}  // namespace osteon
