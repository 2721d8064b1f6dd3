// A stroke font of the few letters needed, so that the pixels depend on no installed font.
#include "osteon/phantom/lettering.hpp"

#include <cassert>
#include <cmath>
#include <vector>

namespace osteon::phantom {
namespace {

/// Lines through points of a box 4 wide and 6 high.
struct Letter {
  char name;
  std::vector<std::vector<Point>> strokes;
};

const std::vector<Letter>& letters() {
  static const std::vector<Letter> all{
      {'A', {{{0, 6}, {2, 0}, {4, 6}}, {{0.8, 3.9}, {3.2, 3.9}}}},
      {'D', {{{0, 0}, {0, 6}, {2, 6}, {4, 4.4}, {4, 1.6}, {2, 0}, {0, 0}}}},
      {'L', {{{0, 0}, {0, 6}, {4, 6}}}},
      {'N', {{{0, 6}, {0, 0}, {4, 6}, {4, 0}}}},
      {'R', {{{0, 6}, {0, 0}, {3, 0}, {4, 1}, {4, 2.2}, {3, 3.2}, {0, 3.2}}, {{2, 3.2}, {4, 6}}}},
      {'W', {{{0, 0}, {1, 6}, {2, 1.5}, {3, 6}, {4, 0}}}},
  };
  return all;
}

void stroke(Raster& raster, Point a, Point b, double half_width) {
  const Point span = b - a;
  for (int y = 0; y < raster.height; ++y)
    for (int x = 0; x < raster.width; ++x) {
      const Point p = Point{x + 0.5, y + 0.5} - a;
      const double t = std::clamp(dot(p, span) / dot(span, span), 0.0, 1.0);
      const double cover = std::clamp(half_width + 0.5 - length(p - span * t), 0.0, 1.0);
      raster.at(x, y) = std::max(raster.at(x, y), static_cast<float>(cover));
    }
}

}  // namespace

Raster lettered(std::string_view text, double height) {
  const double unit = height / 6;
  const double half_width = std::max(unit * 0.45, 0.5);
  const double margin = half_width + 1;
  const double advance = 5.6 * unit;
  const double width = advance * static_cast<double>(text.size()) + 2 * margin;
  Raster raster(
      {0, 0, static_cast<int>(std::ceil(width)), static_cast<int>(std::ceil(height + 2 * margin))});
  Point corner{margin, margin};
  for (const char name : text) {
    for (const Letter& letter : letters()) {
      if (letter.name != name) continue;
      for (const auto& line : letter.strokes)
        for (std::size_t i = 1; i < line.size(); ++i)
          stroke(raster, corner + line[i - 1] * unit, corner + line[i] * unit, half_width);
    }
    corner.x += advance;
  }
  return raster;
}

}  // namespace osteon::phantom
