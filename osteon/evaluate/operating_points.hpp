// The two thresholds of an expert, chosen on labelled probabilities.
#pragma once

#include <vector>

#include "osteon/model/pack.hpp"

namespace osteon {

struct LabelledProbabilities {
  std::vector<double> positives;
  std::vector<double> negatives;
};

/// At the sensitive threshold at least `share` of the positives are said to be possible, at the
/// specific one at least `share` of the negatives are not said to be present. Each stands half-way
/// to the next probability, so that rounding does not tip the image that decided it. Neither list
/// may be empty.
Thresholds operating_points(const LabelledProbabilities& probabilities, double share);

}  // namespace osteon
