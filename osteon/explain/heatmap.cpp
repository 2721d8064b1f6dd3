#include "osteon/explain/heatmap.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>

#include "osteon/model/head.hpp"

namespace osteon {
namespace {

/// Where a place lies between two neighbours of the grid; beyond the outer centres, at them.
struct Between {
  int low;
  int high;
  float share;  ///< of `high`
};

Between between(float position, int count) {
  const float clamped = std::clamp(position, 0.0F, static_cast<float>(count - 1));
  const int low = static_cast<int>(clamped);
  return {low, std::min(low + 1, count - 1), clamped - static_cast<float>(low)};
}

/// A place that shows the finding less probably than this is not drawn.
constexpr double least_shown = 0.1;

}  // namespace

Heatmap activation_map(std::span<const float> features, int rows, int columns, const Expert& expert,
                       const Placement& placement, int side) {
  const Head head = linear_at(expert.head, features);
  assert(head.outputs() == 1 && features.size() == static_cast<std::size_t>(rows) *
                                                       static_cast<std::size_t>(columns) *
                                                       head.weight.size());

  Heatmap map{
      .columns = columns, .rows = rows, .values = values_at_places(head, 0, features), .area = {}};
  const float across = placement.from.width / placement.width;
  const float down = placement.from.height / placement.height;
  map.area = {.left = placement.from.left - placement.left * across,
              .top = placement.from.top - placement.top * down,
              .width = static_cast<float>(side) * across,
              .height = static_cast<float>(side) * down};

  if (head.pooling == Pooling::log_mean_exp) {
    const auto least = static_cast<float>(std::log(least_shown / (1 - least_shown)));
    for (float& value : map.values) value += static_cast<float>(expert.place_bias) - least;
    map.to_log_odds = least;
    return map;
  }
  map.to_log_odds = static_cast<float>(expert.place_bias);
  // A radiograph that looked everywhere like a place of this value would score 0, the border of the
  // untouched network; and what lowers the score does not speak for the finding whatever the bias.
  map.floor = std::max(0.0F, -head.bias.front());
  return map;
}

Point hottest(const Heatmap& heatmap, Extent radiograph) {
  const auto place =
      static_cast<int>(std::ranges::max_element(heatmap.values) - heatmap.values.begin());
  const auto& area = heatmap.area;
  const float x = area.left + (static_cast<float>(place % heatmap.columns) + 0.5F) /
                                  static_cast<float>(heatmap.columns) * area.width;
  const float y = area.top + (static_cast<float>(place / heatmap.columns) + 0.5F) /
                                 static_cast<float>(heatmap.rows) * area.height;
  return {std::clamp(x, 0.0F, static_cast<float>(radiograph.width)),
          std::clamp(y, 0.0F, static_cast<float>(radiograph.height))};
}

float heat_at(const Heatmap& heatmap, float x, float y) {
  const auto& area = heatmap.area;
  const float column = (x - area.left) / area.width * static_cast<float>(heatmap.columns) - 0.5F;
  const float row = (y - area.top) / area.height * static_cast<float>(heatmap.rows) - 0.5F;
  const Between across = between(column, heatmap.columns);
  const Between down = between(row, heatmap.rows);
  const auto value = [&](int r, int c) {
    return heatmap.values[static_cast<std::size_t>(r) * static_cast<std::size_t>(heatmap.columns) +
                          static_cast<std::size_t>(c)];
  };
  return std::lerp(
      std::lerp(value(down.low, across.low), value(down.low, across.high), across.share),
      std::lerp(value(down.high, across.low), value(down.high, across.high), across.share),
      down.share);
}

}  // namespace osteon
