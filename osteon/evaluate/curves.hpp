// The curves behind the areas.
#pragma once

#include <span>
#include <vector>

#include "osteon/evaluate/cases.hpp"

namespace osteon {

struct CurvePoint {
  double x = 0;
  double y = 0;
};

/// Sensitivity over 1 - specificity, from (0, 0) to (1, 1), a point for each threshold. Empty with
/// one class only.
std::vector<CurvePoint> roc_curve(std::span<const Case> cases);

/// Precision over recall, a point for each threshold by rising recall; between two points the
/// average precision takes the later one's precision. Empty without a positive.
std::vector<CurvePoint> precision_recall_curve(std::span<const Case> cases);

}  // namespace osteon
