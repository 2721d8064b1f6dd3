#include "osteon/evaluate/metrics.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace osteon {
namespace {

std::vector<std::size_t> by_falling_score(std::span<const double> scores) {
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, std::greater{}, [&](std::size_t row) { return scores[row]; });
  return order;
}

/// Rows of one score, which a threshold can only take or leave together.
struct Tie {
  double positives = 0;
  double negatives = 0;
};

std::vector<Tie> ties_by_falling_score(std::span<const double> scores,
                                       std::span<const bool> positive) {
  assert(scores.size() == positive.size());
  std::vector<Tie> ties;
  const auto order = by_falling_score(scores);
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i == 0 || scores[order[i]] != scores[order[i - 1]]) ties.emplace_back();
    ++(positive[order[i]] ? ties.back().positives : ties.back().negatives);
  }
  return ties;
}

std::optional<double> share(double part, double whole) {
  if (whole == 0) return {};
  return part / whole;
}

}  // namespace

std::optional<double> auroc(std::span<const double> scores, std::span<const bool> positive) {
  double won = 0;
  double positives = 0;
  double negatives = 0;
  for (const Tie& tie : ties_by_falling_score(scores, positive)) {
    // Those above have outranked these negatives; those of the same score have half.
    won += tie.negatives * (positives + tie.positives / 2);
    positives += tie.positives;
    negatives += tie.negatives;
  }
  return share(won, positives * negatives);
}

std::optional<double> average_precision(std::span<const double> scores,
                                        std::span<const bool> positive) {
  double taken = 0;
  double found = 0;
  double area = 0;
  for (const Tie& tie : ties_by_falling_score(scores, positive)) {
    taken += tie.positives + tie.negatives;
    found += tie.positives;
    area += tie.positives * found / taken;
  }
  return share(area, found);
}

std::optional<double> sensitivity_at(double specificity, std::span<const double> scores,
                                     std::span<const bool> positive) {
  const auto ties = ties_by_falling_score(scores, positive);
  double positives = 0;
  double negatives = 0;
  for (const Tie& tie : ties) {
    positives += tie.positives;
    negatives += tie.negatives;
  }
  if (negatives == 0) return {};
  double found = 0;
  double alarms = 0;
  double best = 0;
  for (const Tie& tie : ties) {
    found += tie.positives;
    alarms += tie.negatives;
    // Counts are whole: the margin only forgives what rounding does to the product.
    if (negatives - alarms >= specificity * negatives - 1e-6) best = found;
  }
  return share(best, positives);
}

Confusion confusion_at(double threshold, std::span<const double> scores,
                       std::span<const bool> positive) {
  assert(scores.size() == positive.size());
  Confusion counts;
  for (std::size_t row = 0; row < scores.size(); ++row) {
    const bool said = scores[row] >= threshold;
    if (positive[row])
      ++(said ? counts.true_positive : counts.false_negative);
    else
      ++(said ? counts.false_positive : counts.true_negative);
  }
  return counts;
}

std::optional<double> sensitivity(const Confusion& confusion) {
  return share(confusion.true_positive, confusion.true_positive + confusion.false_negative);
}

std::optional<double> specificity(const Confusion& confusion) {
  return share(confusion.true_negative, confusion.true_negative + confusion.false_positive);
}

std::optional<double> accuracy(const Confusion& confusion) {
  const auto& [true_positive, false_positive, true_negative, false_negative] = confusion;
  return share(true_positive + true_negative,
               true_positive + false_positive + true_negative + false_negative);
}

std::optional<double> f1(const Confusion& confusion) {
  return share(2 * confusion.true_positive,
               2 * confusion.true_positive + confusion.false_positive + confusion.false_negative);
}

std::optional<double> positive_predictive_value(const Confusion& confusion,
                                                std::optional<double> prevalence) {
  if (!prevalence)
    return share(confusion.true_positive, confusion.true_positive + confusion.false_positive);
  const auto found = sensitivity(confusion);
  const auto cleared = specificity(confusion);
  if (!found || !cleared) return {};
  const double right = *found * *prevalence;
  return share(right, right + (1 - *cleared) * (1 - *prevalence));
}

std::optional<double> negative_predictive_value(const Confusion& confusion,
                                                std::optional<double> prevalence) {
  // The same question with the labels' names exchanged.
  return positive_predictive_value({.true_positive = confusion.true_negative,
                                    .false_positive = confusion.false_negative,
                                    .true_negative = confusion.true_positive,
                                    .false_negative = confusion.false_positive},
                                   prevalence ? std::optional(1 - *prevalence) : std::nullopt);
}

std::optional<double> kappa(const Confusion& confusion) {
  return kappa(std::vector<std::vector<int>>{{confusion.true_negative, confusion.false_positive},
                                             {confusion.false_negative, confusion.true_positive}});
}

std::optional<double> kappa(const std::vector<std::vector<int>>& matrix) {
  std::vector<double> truths(matrix.size());
  std::vector<double> answers(matrix.size());
  double all = 0;
  double agreed = 0;
  for (std::size_t truth = 0; truth < matrix.size(); ++truth)
    for (std::size_t answer = 0; answer < matrix.size(); ++answer) {
      const double count = matrix[truth][answer];
      all += count;
      truths[truth] += count;
      answers[answer] += count;
      if (truth == answer) agreed += count;
    }
  // Both agreements times all², so that whole numbers stay whole.
  const double by_chance = std::inner_product(truths.begin(), truths.end(), answers.begin(), 0.0);
  return share(agreed * all - by_chance, all * all - by_chance);
}

double brier(std::span<const double> probabilities, std::span<const bool> positive) {
  assert(probabilities.size() == positive.size() && !positive.empty());
  double sum = 0;
  for (std::size_t row = 0; row < positive.size(); ++row) {
    const double distance = probabilities[row] - (positive[row] ? 1 : 0);
    sum += distance * distance;
  }
  return sum / static_cast<double>(positive.size());
}

double calibration_error(std::span<const double> probabilities, std::span<const bool> positive,
                         int bins) {
  assert(probabilities.size() == positive.size() && !positive.empty() && bins > 0);
  // Per bin how much more was promised than came true; the counts cancel in the weighted mean.
  std::vector<double> excess(static_cast<std::size_t>(bins));
  for (std::size_t row = 0; row < positive.size(); ++row) {
    const auto bin = static_cast<std::size_t>(
        std::clamp(static_cast<int>(probabilities[row] * bins), 0, bins - 1));
    excess[bin] += probabilities[row] - (positive[row] ? 1 : 0);
  }
  double sum = 0;
  for (const double bin : excess) sum += std::abs(bin);
  return sum / static_cast<double>(positive.size());
}

}  // namespace osteon
