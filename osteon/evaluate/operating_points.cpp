#include "osteon/evaluate/operating_points.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <iterator>

namespace osteon {
namespace {

/// The first value of which at least `share` of all are at or before it.
double reached_at(const std::vector<double>& sorted, double share) {
  // The small step back keeps 0.95 * 20 at 19, whatever the rounding.
  const double count = std::ceil(share * static_cast<double>(sorted.size()) - 1e-9);
  return sorted[static_cast<std::size_t>(std::max(count, 1.0)) - 1];
}

}  // namespace

Thresholds operating_points(const LabelledProbabilities& probabilities, double share) {
  std::vector<double> positives = probabilities.positives;
  std::vector<double> negatives = probabilities.negatives;
  std::ranges::sort(positives, std::greater{});
  std::ranges::sort(negatives);
  std::vector<double> all = positives;
  all.insert(all.end(), negatives.begin(), negatives.end());
  std::ranges::sort(all);

  const double lowest_taken = reached_at(positives, share);
  const auto above = std::ranges::lower_bound(all, lowest_taken);
  const double next_below = above == all.begin() ? 0.0 : *std::prev(above);

  const double highest_left = reached_at(negatives, share);
  const auto beyond = std::ranges::upper_bound(all, highest_left);
  const double next_above = beyond == all.end() ? 1.0 : *beyond;

  const double keeps_positives = (lowest_taken + next_below) / 2;
  const double keeps_negatives = (highest_left + next_above) / 2;
  // A score that separates the labels well gives them in the other order. Either property holds
  // further out as well, so the lower one is the sensitive one all the same.
  return {.sensitive = std::min(keeps_positives, keeps_negatives),
          .specific = std::max(keeps_positives, keeps_negatives)};
}

}  // namespace osteon
