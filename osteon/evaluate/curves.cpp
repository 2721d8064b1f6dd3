#include "osteon/evaluate/curves.hpp"

#include <algorithm>
#include <functional>

namespace osteon {
namespace {

/// Positives and negatives at or above one threshold.
struct Taken {
  double positives = 0;
  double negatives = 0;
};

std::vector<Taken> taken_at_each_threshold(std::span<const Case> cases) {
  std::vector<Case> sorted(cases.begin(), cases.end());
  std::ranges::sort(sorted, std::greater{}, &Case::probability);
  std::vector<Taken> steps;
  Taken taken;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    (sorted[i].positive ? taken.positives : taken.negatives) += 1;
    if (i + 1 == sorted.size() || sorted[i].probability != sorted[i + 1].probability)
      steps.push_back(taken);
  }
  return steps;
}

}  // namespace

std::vector<CurvePoint> roc_curve(std::span<const Case> cases) {
  const auto steps = taken_at_each_threshold(cases);
  if (steps.empty() || steps.back().positives == 0 || steps.back().negatives == 0) return {};
  std::vector<CurvePoint> points{{0, 0}};
  for (const Taken& taken : steps)
    points.push_back(
        {taken.negatives / steps.back().negatives, taken.positives / steps.back().positives});
  return points;
}

std::vector<CurvePoint> precision_recall_curve(std::span<const Case> cases) {
  const auto steps = taken_at_each_threshold(cases);
  if (steps.empty() || steps.back().positives == 0) return {};
  std::vector<CurvePoint> points;
  for (const Taken& taken : steps)
    points.push_back({taken.positives / steps.back().positives,
                      taken.positives / (taken.positives + taken.negatives)});
  return points;
}

}  // namespace osteon
