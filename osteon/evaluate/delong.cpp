#include "osteon/evaluate/delong.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <vector>

namespace osteon {
namespace {

/// Ranks from 1; tied values share the mean of theirs.
std::vector<double> midranks(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
  std::vector<double> ranks(values.size());
  for (std::size_t first = 0; first < order.size();) {
    std::size_t last = first;
    while (last + 1 < order.size() && values[order[last + 1]] == values[order[first]]) ++last;
    const double rank = static_cast<double>(first + last) / 2 + 1;
    for (std::size_t i = first; i <= last; ++i) ranks[order[i]] = rank;
    first = last + 1;
  }
  return ranks;
}

/// For each positive the share of negatives that it outranks, ties half; for each negative the
/// share of positives that outrank it. The mean of either is the AUROC.
struct Placements {
  std::vector<double> positives;
  std::vector<double> negatives;
};

Placements placements(std::span<const double> scores, std::span<const bool> positive) {
  std::vector<double> of_positives;
  std::vector<double> of_negatives;
  for (std::size_t i = 0; i < scores.size(); ++i)
    (positive[i] ? of_positives : of_negatives).push_back(scores[i]);
  const auto among_all = midranks(scores);
  const auto among_positives = midranks(of_positives);
  const auto among_negatives = midranks(of_negatives);
  const auto positive_count = static_cast<double>(of_positives.size());
  const auto negative_count = static_cast<double>(of_negatives.size());

  Placements placed;
  for (std::size_t i = 0; i < scores.size(); ++i)
    if (positive[i])
      placed.positives.push_back((among_all[i] - among_positives[placed.positives.size()]) /
                                 negative_count);
    else
      placed.negatives.push_back(1 - (among_all[i] - among_negatives[placed.negatives.size()]) /
                                         positive_count);
  return placed;
}

double mean(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Variance of the mean of b - a.
double variance_of_mean_difference(std::span<const double> a, std::span<const double> b) {
  const double difference = mean(b) - mean(a);
  double squares = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double distance = b[i] - a[i] - difference;
    squares += distance * distance;
  }
  const auto count = static_cast<double>(a.size());
  return squares / (count - 1) / count;
}

}  // namespace

std::optional<DeLong> delong(std::span<const double> scores_a, std::span<const double> scores_b,
                             std::span<const bool> positive) {
  assert(scores_a.size() == positive.size() && scores_b.size() == positive.size());
  const auto positives = std::ranges::count(positive, true);
  if (positives < 2 || std::ssize(positive) - positives < 2) return {};

  const Placements a = placements(scores_a, positive);
  const Placements b = placements(scores_b, positive);
  DeLong result{.a = mean(a.positives), .b = mean(b.positives)};
  result.difference = result.b - result.a;
  result.standard_error = std::sqrt(variance_of_mean_difference(a.positives, b.positives) +
                                    variance_of_mean_difference(a.negatives, b.negatives));
  // What rounding alone leaves of nothing.
  constexpr double nothing = 1e-12;
  if (result.standard_error > nothing) {
    result.z = result.difference / result.standard_error;
    result.p = std::erfc(std::abs(*result.z) / std::sqrt(2.0));
  }
  return result;
}

}  // namespace osteon
