#include "osteon/evaluate/shift/limb.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <vector>

namespace osteon::shift {
namespace {

/// Cells that tile the film.
struct Cells {
  int columns, rows;
  double width, height;       ///< of a cell, in pixels
  std::vector<double> grey;   ///< means
  std::vector<bool> uniform;  ///< whether all pixels are about equally bright
};

Cells cells_of(const Radiograph& radiograph) {
  constexpr int most = 96;
  const Extent extent = radiograph.extent();
  Cells cells{std::min(most, extent.width), std::min(most, extent.height), 0, 0, {}, {}};
  cells.width = static_cast<double>(extent.width) / cells.columns;
  cells.height = static_cast<double>(extent.height) / cells.rows;
  const auto edge = [](int i, double size, int limit) {
    return std::min(static_cast<int>(std::lround(i * size)), limit);
  };
  for (int row = 0; row < cells.rows; ++row)
    for (int column = 0; column < cells.columns; ++column) {
      const int left = edge(column, cells.width, extent.width - 1);
      const int right = std::max(left + 1, edge(column + 1, cells.width, extent.width));
      const int top = edge(row, cells.height, extent.height - 1);
      const int bottom = std::max(top + 1, edge(row + 1, cells.height, extent.height));
      double sum = 0;
      float least = 1;
      float most_grey = 0;
      for (int y = top; y < bottom; ++y)
        for (int x = left; x < right; ++x) {
          const float grey = radiograph.row(y)[static_cast<std::size_t>(x)];
          sum += grey;
          least = std::min(least, grey);
          most_grey = std::max(most_grey, grey);
        }
      cells.grey.push_back(sum / ((right - left) * (bottom - top)));
      cells.uniform.push_back(most_grey - least <= 0.04F);
    }
  return cells;
}

/// The level that parts the greys into two with the least spread within each.
double otsu(const std::vector<double>& greys) {
  constexpr int bins = 128;
  std::array<double, bins> counts{};
  const auto [least, most] = std::ranges::minmax(greys);
  const double step = std::max(most - least, 1e-9) / bins;
  for (const double grey : greys)
    ++counts[static_cast<std::size_t>(std::min(bins - 1, static_cast<int>((grey - least) / step)))];
  double all = 0;
  for (int i = 0; i < bins; ++i) all += i * counts[static_cast<std::size_t>(i)];
  const auto total = static_cast<double>(greys.size());
  double below = 0;
  double sum_below = 0;
  double best = -1;
  int level = 0;
  for (int i = 0; i + 1 < bins; ++i) {
    below += counts[static_cast<std::size_t>(i)];
    sum_below += i * counts[static_cast<std::size_t>(i)];
    if (below == 0 || below == total) continue;
    const double apart = sum_below / below - (all - sum_below) / (total - below);
    const double between = below * (total - below) * apart * apart;
    if (between <= best) continue;
    best = between;
    level = i;
  }
  return least + (level + 1) * step;
}

/// The cells of the largest connected region at or above `level`.
std::vector<int> largest_region(const Cells& cells, double level) {
  std::vector<int> largest;
  std::vector<bool> seen(cells.grey.size());
  for (int start = 0; start < static_cast<int>(cells.grey.size()); ++start) {
    std::vector<int> region;
    const auto visit = [&](int column, int row) {
      if (column < 0 || row < 0 || column >= cells.columns || row >= cells.rows) return;
      const int cell = row * cells.columns + column;
      const auto at = static_cast<std::size_t>(cell);
      if (seen[at] || cells.grey[at] < level) return;
      seen[at] = true;
      region.push_back(cell);
    };
    visit(start % cells.columns, start / cells.columns);
    for (std::size_t i = 0; i < region.size(); ++i) {
      const int column = region[i] % cells.columns;
      const int row = region[i] / cells.columns;
      visit(column - 1, row);
      visit(column + 1, row);
      visit(column, row - 1);
      visit(column, row + 1);
    }
    if (region.size() > largest.size()) largest = std::move(region);
  }
  return largest;
}

/// Cells as bright as bone, without uniform ones near white (paper, lead, a film's edge) and
/// without those at the rim of what is left, where it is thick enough.
std::vector<int> bone_cells(const Cells& cells) {
  const double white = 0.9 * *std::ranges::max_element(cells.grey);
  const auto blank = [&](std::size_t i) { return cells.uniform[i] && cells.grey[i] >= white; };
  std::vector<double> exposed;
  for (std::size_t i = 0; i < cells.grey.size(); ++i)
    if (!blank(i)) exposed.push_back(cells.grey[i]);
  if (exposed.empty()) return {};
  const double level = otsu(exposed);
  const auto bone = [&](int column, int row) {
    if (column < 0 || row < 0 || column >= cells.columns || row >= cells.rows) return false;
    const int cell = row * cells.columns + column;
    const auto i = static_cast<std::size_t>(cell);
    return cells.grey[i] >= level && !blank(i);
  };
  std::vector<int> all;
  std::vector<int> inner;
  for (int row = 0; row < cells.rows; ++row)
    for (int column = 0; column < cells.columns; ++column) {
      if (!bone(column, row)) continue;
      all.push_back(row * cells.columns + column);
      if (bone(column - 1, row) && bone(column + 1, row) && bone(column, row - 1) &&
          bone(column, row + 1))
        inner.push_back(all.back());
    }
  return inner.empty() ? all : inner;
}

}  // namespace

Point find_bone(const Radiograph& radiograph) {
  const Cells cells = cells_of(radiograph);
  const auto place = [&](int cell) {
    const int column = cell % cells.columns;
    const int row = cell / cells.columns;
    return Point{static_cast<float>((column + 0.5) * cells.width),
                 static_cast<float>((row + 0.5) * cells.height)};
  };
  const std::vector<int> bone = bone_cells(cells);
  Point mean{0, 0};
  for (const int cell : bone) {
    mean.x += place(cell).x / static_cast<float>(bone.size());
    mean.y += place(cell).y / static_cast<float>(bone.size());
  }
  const auto nearest = std::ranges::min_element(bone, {}, [&](int cell) {
    return std::hypot(place(cell).x - mean.x, place(cell).y - mean.y);
  });
  if (nearest != bone.end()) return place(*nearest);
  const auto [width, height] = radiograph.extent();
  return {static_cast<float>(width) / 2, static_cast<float>(height) / 2};
}

Limb find_limb(const Radiograph& radiograph) {
  const Cells cells = cells_of(radiograph);
  // Soft tissue is far nearer to the background than to bone: the second split is among the darker.
  const double bone = otsu(cells.grey);
  std::vector<double> dark;
  std::ranges::copy_if(cells.grey, std::back_inserter(dark),
                       [&](double grey) { return grey < bone; });
  const double level = dark.empty() ? bone : otsu(dark);
  const std::vector<int> region = largest_region(cells, level);
  if (region.empty()) {
    const auto width = static_cast<float>(radiograph.extent().width);
    const auto height = static_cast<float>(radiograph.extent().height);
    return {.box = {0, 0, width, height}, .middle = {width / 2, height / 2}};
  }
  int left = cells.columns, top = cells.rows, right = 0, bottom = 0;
  double x = 0;
  double y = 0;
  for (const int cell : region) {
    const int column = cell % cells.columns;
    const int row = cell / cells.columns;
    left = std::min(left, column);
    right = std::max(right, column + 1);
    top = std::min(top, row);
    bottom = std::max(bottom, row + 1);
    x += column + 0.5;
    y += row + 0.5;
  }
  const auto count = static_cast<double>(region.size());
  return {.box = {static_cast<float>(left * cells.width), static_cast<float>(top * cells.height),
                  static_cast<float>((right - left) * cells.width),
                  static_cast<float>((bottom - top) * cells.height)},
          .middle = {static_cast<float>(x / count * cells.width),
                     static_cast<float>(y / count * cells.height)}};
}

Box around(std::span<const Outline> outlines) {
  Outline all;
  for (const Outline& outline : outlines)
    all.corners.insert(all.corners.end(), outline.corners.begin(), outline.corners.end());
  return bounds(all);
}

}  // namespace osteon::shift
