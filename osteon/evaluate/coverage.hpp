// How right the answers are when only the surest are taken.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "osteon/evaluate/evaluate.hpp"

namespace osteon {

struct CoveragePoint {
  double coverage = 0;  ///< share of all images that is answered
  double accuracy = 0;  ///< share of these answers that is right
};

struct CoverageCurve {
  std::string name;
  std::vector<CoveragePoint> points;  ///< by rising coverage; the last takes every answer
};

/// Router, and both stages in sequence at each threshold. The router is as sure as the probability
/// of its part; a decision as sure as the probability is far from the threshold, in shares of the
/// way that there is on that side. An image without an answer is never covered.
std::vector<CoverageCurve> coverage_curves(const Subject& subject, const Predictions& predictions);

/// The first points at or above 5 %, 10 %, … of the images, and the last.
std::vector<CoveragePoint> thinned(std::span<const CoveragePoint> points);

}  // namespace osteon
