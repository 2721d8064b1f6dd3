// What was promised against what came true.
#pragma once

#include <span>
#include <vector>

#include "osteon/evaluate/cases.hpp"

namespace osteon {

struct ReliabilityBin {
  double low = 0;  ///< of the probabilities that belong here; the bins are equally wide
  double high = 0;
  int count = 0;
  int positives = 0;
  double mean_probability = 0;  ///< 0 in an empty bin
};

/// As many bins as the calibration error has.
std::vector<ReliabilityBin> reliability(std::span<const Case> cases, int bins = 15);

}  // namespace osteon
