// From a heatmap to a box: flood fill from the peak over a grid finer than the network's own.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>

#include "osteon/explain/heatmap.hpp"

namespace osteon {
namespace {

/// Samples along each side of one cell of the heatmap: the half-peak line runs between the centres
/// of the cells, and a box of whole cells would be a ninth of the radiograph wide at least.
constexpr int samples_per_cell = 8;

/// Heat at the centres of small cells that tile the radiograph.
struct Samples {
  int columns;
  int rows;
  float cell_width;  ///< in pixels of the radiograph
  float cell_height;
  std::vector<float> heat;
};

Samples sample(const Heatmap& heatmap, Extent radiograph) {
  const auto count = [](int cells, float side, float area) {
    const float covered = static_cast<float>(cells * samples_per_cell) * side / area;
    return std::max(1, static_cast<int>(std::lround(covered)));
  };
  const auto width = static_cast<float>(radiograph.width);
  const auto height = static_cast<float>(radiograph.height);
  Samples samples{.columns = count(heatmap.columns, width, heatmap.area.width),
                  .rows = count(heatmap.rows, height, heatmap.area.height),
                  .cell_width = 0,
                  .cell_height = 0,
                  .heat = {}};
  samples.cell_width = width / static_cast<float>(samples.columns);
  samples.cell_height = height / static_cast<float>(samples.rows);
  for (int row = 0; row < samples.rows; ++row)
    for (int column = 0; column < samples.columns; ++column)
      samples.heat.push_back(heat_at(heatmap,
                                     (static_cast<float>(column) + 0.5F) * samples.cell_width,
                                     (static_cast<float>(row) + 0.5F) * samples.cell_height));
  return samples;
}

/// The first and last column and row of what is connected with `start` and hot enough.
struct Bounds {
  int left, top, right, bottom;
};

Bounds flood(const Samples& samples, int start, float hot) {
  std::vector<bool> seen(samples.heat.size());
  std::vector<int> open{start};
  seen[static_cast<std::size_t>(start)] = true;
  Bounds bounds{samples.columns, samples.rows, 0, 0};
  while (!open.empty()) {
    const int column = open.back() % samples.columns;
    const int row = open.back() / samples.columns;
    open.pop_back();
    bounds = {std::min(bounds.left, column), std::min(bounds.top, row),
              std::max(bounds.right, column), std::max(bounds.bottom, row)};
    const auto visit = [&](int c, int r) {
      if (c < 0 || r < 0 || c >= samples.columns || r >= samples.rows) return;
      const int next = r * samples.columns + c;
      const auto at = static_cast<std::size_t>(next);
      if (seen[at] || samples.heat[at] < hot) return;
      seen[at] = true;
      open.push_back(next);
    };
    visit(column - 1, row);
    visit(column + 1, row);
    visit(column, row - 1);
    visit(column, row + 1);
  }
  return bounds;
}

}  // namespace

std::optional<Box> suspect_region(const Heatmap& heatmap, Extent radiograph) {
  const Samples samples = sample(heatmap, radiograph);
  const auto peak = std::ranges::max_element(samples.heat);
  if (*peak <= heatmap.floor) return {};
  const auto start = static_cast<int>(std::distance(samples.heat.begin(), peak));
  const auto [left, top, right, bottom] = flood(samples, start, std::max(heatmap.floor, *peak / 2));
  return Box{.left = static_cast<float>(left) * samples.cell_width,
             .top = static_cast<float>(top) * samples.cell_height,
             .width = static_cast<float>(right - left + 1) * samples.cell_width,
             .height = static_cast<float>(bottom - top + 1) * samples.cell_height};
}

}  // namespace osteon
