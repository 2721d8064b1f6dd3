#include "osteon/evaluate/bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace osteon {
namespace {

/// Between the two nearest ranks (Hyndman and Fan 1996, definition 7).
double quantile(const std::vector<double>& sorted, double share_below) {
  const double place = share_below * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return std::lerp(sorted[below], sorted[above], place - static_cast<double>(below));
}

std::optional<Interval> percentiles(std::vector<double> values, const Resampling& resampling) {
  if (values.empty() || 2 * static_cast<int>(values.size()) < resampling.resamples) return {};
  std::ranges::sort(values);
  const double tail = (1 - resampling.confidence) / 2;
  return Interval{quantile(values, tail), quantile(values, 1 - tail)};
}

}  // namespace

Groups::Groups(std::span<const std::string> group_of_row) : row_count_(group_of_row.size()) {
  std::unordered_map<std::string, std::size_t> places;
  for (std::size_t row = 0; row < group_of_row.size(); ++row) {
    const auto [place, is_new] = places.try_emplace(group_of_row[row], rows_.size());
    if (is_new) rows_.emplace_back();
    rows_[place->second].push_back(row);
  }
}

void Groups::draw(Random& random, std::span<int> times) const {
  std::ranges::fill(times, 0);
  for (std::size_t i = 0; i < rows_.size(); ++i)
    for (const std::size_t row :
         rows_[static_cast<std::size_t>(random.below(static_cast<int>(rows_.size())))])
      ++times[row];
}

std::vector<std::optional<Interval>> bootstrap(
    const Groups& groups, const std::function<FigureValues(std::span<const int> times)>& figures,
    const Resampling& resampling) {
  if (groups.count() == 0) return {};
  Random random(resampling.seed);
  std::vector<int> times(groups.rows());
  std::vector<std::vector<double>> values;
  for (int resample = 0; resample < resampling.resamples; ++resample) {
    groups.draw(random, times);
    const FigureValues drawn = figures(times);
    values.resize(drawn.size());
    for (std::size_t i = 0; i < drawn.size(); ++i)
      if (drawn[i]) values[i].push_back(*drawn[i]);
  }
  std::vector<std::optional<Interval>> intervals;
  for (auto& of_figure : values) intervals.push_back(percentiles(std::move(of_figure), resampling));
  return intervals;
}

}  // namespace osteon
