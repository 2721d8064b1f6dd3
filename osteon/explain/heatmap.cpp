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

}  // namespace

Heatmap activation_map(std::span<const float> features, int rows, int columns, const Head& head,
                       const Placement& placement, int side) {
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

  // A radiograph that looked everywhere like a place of this value would score 0, the border of the
  // untouched network; and what lowers the score does not speak for the finding whatever the bias.
  map.floor = std::max(0.0F, -head.bias.front());
  return map;
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
