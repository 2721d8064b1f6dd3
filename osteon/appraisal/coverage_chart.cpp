#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "osteon/appraisal/charts.hpp"
#include "osteon/appraisal/plot.hpp"
#include "osteon/evaluate/coverage.hpp"

namespace osteon {
namespace {

struct Style {
  const char* words;
  Stroke stroke;
};

Style style_of(const std::string& name) {
  if (name == "router") return {"body part", {.colour = series_colour(2), .width = 1.5}};
  if (name == "sensitive")
    return {"finding, sensitive threshold", {.colour = series_colour(0), .width = 1.5}};
  return {"finding, specific threshold", {.colour = series_colour(1), .width = 1.5}};
}

/// A handful of the surest answers says nothing yet.
std::vector<CurvePoint> drawable(const CoverageCurve& curve) {
  std::vector<CurvePoint> points;
  for (const auto& [coverage, accuracy] : curve.points)
    if (coverage >= 0.05) points.push_back({coverage, accuracy});
  return points;
}

}  // namespace

std::optional<Picture> coverage_chart(const Results& results) {
  const auto curves = coverage_curves(results.evaluation.subject, results.evaluation.predictions);
  double lowest = 1;
  std::string words = "Share of right answers when only the surest are taken. With every answer: ";
  std::vector<LegendEntry> legend;
  for (const CoverageCurve& curve : curves) {
    const auto points = drawable(curve);
    if (points.empty()) continue;
    for (const CurvePoint& point : points) lowest = std::min(lowest, point.y);
    const auto [description, stroke] = style_of(curve.name);
    words += fmt::format("{}{} {:.2f} of {:.2f} answered", legend.empty() ? "" : "; ", description,
                         points.back().y, points.back().x);
    legend.push_back({description, stroke});
  }
  if (legend.empty()) return {};
  const double floor = std::max(0.0, std::floor((lowest - 0.02) * 10) / 10);
  return picture("coverage", "Accuracy against coverage", words + ".", 500, 300,
                 [&](Canvas& canvas) {
                   Plot plot(canvas, {{48, 14}, 292, 236},
                             {.label = "coverage: share of images that is answered"},
                             {.label = "share of the answers that is right",
                              .low = floor,
                              .tick = floor < 0.5 ? 0.1 : 0.05,
                              .digits = 2});
                   for (const CoverageCurve& curve : curves)
                     plot.line(drawable(curve), style_of(curve.name).stroke);
                   plot.legend({352, 22}, legend);
                 });
}

}  // namespace osteon
