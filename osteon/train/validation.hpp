// How good a network is between two epochs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "osteon/dataset/entry.hpp"
#include "osteon/train/network.hpp"
#include "osteon/train/settings.hpp"

namespace osteon {

struct Validation {
  double accuracy = 0;  ///< of the part
  double auroc = 0.5;   ///< of the finding, given the part, pooled
  double macro = 0.5;   ///< mean over the parts that have both labels
  /// In the order of the parts; empty where a part has not both labels.
  std::vector<std::optional<double>> by_part;
  double figure() const { return auroc + macro + accuracy; }
};

/// On radiographs as they come, prepared as in use.
Validation validate(TrainedNetwork& network, const std::vector<Entry>& entries,
                    const std::vector<std::string>& parts, const TrainSettings& settings);

}  // namespace osteon
