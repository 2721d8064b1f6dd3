#include "osteon/evaluate/macro.hpp"

namespace osteon {

Macro::Macro(std::span<const Case> cases, std::span<const std::string> parts) {
  for (const std::string& part : parts) {
    std::vector<Case> region;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < cases.size(); ++i)
      if (cases[i].part == part) {
        region.push_back(cases[i]);
        places.push_back(i);
      }
    if (!region.empty()) regions_.emplace_back(region, places);
  }
}

FigureValues Macro::figures(std::span<const int> times, std::optional<double> prevalence) const {
  std::vector<double> sums(figure_count);
  std::vector<int> counts(figure_count);
  for (const Ranked& region : regions_) {
    const FigureValues values = region.figures(times, prevalence);
    for (std::size_t i = 0; i < figure_count; ++i)
      if (values[i]) {
        sums[i] += *values[i];
        ++counts[i];
      }
  }
  FigureValues means(figure_count);
  for (std::size_t i = 0; i < figure_count; ++i)
    if (counts[i] > 0) means[i] = sums[i] / counts[i];
  return means;
}

}  // namespace osteon
