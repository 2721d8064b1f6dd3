#include "osteon/evaluate/coverage.hpp"

#include <algorithm>
#include <functional>

namespace osteon {
namespace {

struct Answer {
  double sureness;
  bool right;
};

std::vector<CoveragePoint> curve(std::vector<Answer> answers, std::size_t images) {
  std::ranges::sort(answers, std::greater{}, &Answer::sureness);
  std::vector<CoveragePoint> points;
  double right = 0;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    right += answers[i].right ? 1 : 0;
    // Equally sure answers are taken together or not at all.
    if (i + 1 < answers.size() && answers[i].sureness == answers[i + 1].sureness) continue;
    const auto taken = static_cast<double>(i + 1);
    points.push_back({taken / static_cast<double>(images), right / taken});
  }
  return points;
}

double sureness(double probability, double threshold) {
  if (probability >= threshold)
    return threshold < 1 ? (probability - threshold) / (1 - threshold) : 0.0;
  return (threshold - probability) / threshold;
}

CoverageCurve router_curve(const Predictions& predictions) {
  std::vector<Answer> answers;
  for (const auto& row : predictions.rows)
    if (row.finding.part_probability)
      answers.push_back({*row.finding.part_probability, row.finding.part == row.entry.part});
  return {"router", curve(std::move(answers), predictions.rows.size())};
}

CoverageCurve sequence_curve(const Subject& subject, const Predictions& predictions,
                             const std::string& name, double Thresholds::*threshold) {
  std::vector<Answer> answers;
  std::size_t images = 0;
  for (const Prediction& row : predictions.rows) {
    const Entry& entry = row.entry;
    const Finding& finding = row.finding;
    if (!subject.reads(entry.part)) continue;
    ++images;
    if (!finding.probability || !finding.thresholds) continue;
    const double limit = (*finding.thresholds).*threshold;
    const bool said = *finding.probability >= limit;
    answers.push_back({sureness(*finding.probability, limit),
                       finding.part == entry.part && said == entry.positive});
  }
  return {name, curve(std::move(answers), images)};
}

}  // namespace

std::vector<CoverageCurve> coverage_curves(const Subject& subject, const Predictions& predictions) {
  return {router_curve(predictions),
          sequence_curve(subject, predictions, "sensitive", &Thresholds::sensitive),
          sequence_curve(subject, predictions, "specific", &Thresholds::specific)};
}

std::vector<CoveragePoint> thinned(std::span<const CoveragePoint> points) {
  constexpr int steps = 20;
  std::vector<CoveragePoint> some;
  for (int step = 1; step <= steps; ++step) {
    const double wanted = static_cast<double>(step) / steps;
    const auto point = std::ranges::lower_bound(points, wanted, {}, &CoveragePoint::coverage);
    if (point == points.end()) break;
    if (some.empty() || some.back().coverage != point->coverage) some.push_back(*point);
  }
  if (!points.empty() && (some.empty() || some.back().coverage != points.back().coverage))
    some.push_back(points.back());
  return some;
}

}  // namespace osteon
