#include <algorithm>
#include <cmath>
#include <iterator>

#include "osteon/evaluate/evaluate.hpp"
#include "osteon/evaluate/logistic.hpp"
#include "osteon/evaluate/operating_points.hpp"

namespace osteon {
namespace {

constexpr double kept_share = 0.95;
// With fewer, one image moves a threshold that keeps 95 % by more than the threshold is worth.
constexpr int enough = 10;

std::vector<ScoredLabel> scored_labels(const Pack& pack, const Predictions& predictions) {
  std::vector<ScoredLabel> rows;
  for (const Prediction& prediction : predictions.rows) {
    const auto expert = std::ranges::find(pack.experts, prediction.entry.part, &Expert::part);
    if (expert == pack.experts.end() || !std::isfinite(prediction.score)) continue;
    rows.push_back({.part = static_cast<std::size_t>(std::distance(pack.experts.begin(), expert)),
                    .score = prediction.score,
                    .positive = prediction.entry.positive});
  }
  return rows;
}

}  // namespace

void calibrate(Pack& pack, const Predictions& predictions) {
  const auto rows = scored_labels(pack, predictions);
  const auto positives = std::ranges::count(rows, true, &ScoredLabel::positive);
  if (positives == 0 || positives == std::ssize(rows)) return;

  const LogisticFit fit = fit_logistic(rows, pack.experts.size());
  std::vector<LabelledProbabilities> by_part(pack.experts.size());
  LabelledProbabilities all;
  for (const ScoredLabel& row : rows) {
    const double probability = sigmoid(fit.slope * row.score + fit.offsets[row.part]);
    for (LabelledProbabilities* into : {&by_part[row.part], &all})
      (row.positive ? into->positives : into->negatives).push_back(probability);
  }
  for (std::size_t part = 0; part < pack.experts.size(); ++part) {
    const LabelledProbabilities& own = by_part[part];
    const bool own_suffice =
        std::ssize(own.positives) >= enough && std::ssize(own.negatives) >= enough;
    pack.experts[part].calibration = {.slope = fit.slope, .offset = fit.offsets[part]};
    pack.experts[part].thresholds = operating_points(own_suffice ? own : all, kept_share);
  }
}

}  // namespace osteon
