// The recipe `classic`, the design that Osteon replaces: a frozen backbone, and over its mean
// features a small network for the router and one for each part's expert.
#pragma once

#include <atomic>
#include <iosfwd>

#include "osteon/train/train.hpp"
#include "osteon/train/training_data.hpp"

namespace osteon {

/// Fills in what depends on the weights: as much of ResNet-50 v1 as they hold, where no
/// architecture was named. \throws Error(bad_argument) when there are no weights to freeze
void complete_classic(TrainSettings& settings);

/// \param progress  for people
TrainEnd train_classic(const TrainSettings& settings, const TrainingData& data,
                       std::ostream& progress, bool terminal, const std::atomic<bool>& stop);

}  // namespace osteon
