// The lines that the ROC and the precision-recall chart have in common.
#pragma once

#include <string>
#include <vector>

#include "osteon/appraisal/charts.hpp"
#include "osteon/appraisal/plot.hpp"

namespace osteon {

struct Series {
  std::string name;
  std::vector<CurvePoint> points;
  const nlohmann::ordered_json* row;  ///< its figures, in the results
  Stroke stroke;
};

/// All images in sequence and given the part, then each part that has a curve, given the part.
std::vector<Series> series_of(const Results& results,
                              std::vector<CurvePoint> (*curve)(std::span<const Case>));

/// Each with one of its figures.
std::vector<LegendEntry> legend_of(const std::vector<Series>& series, const std::string& figure);

/// "all, in sequence 0.83 (0.79–0.87); …"
std::string in_words(const std::vector<Series>& series, const std::string& figure);

}  // namespace osteon
