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

// clang-format off
const std::vector<Letter>& letters() {
  static const std::vector<Letter> all{
      {'A', {{{0, 6}, {2, 0}, {4, 6}}, {{0.8, 3.9}, {3.2, 3.9}}}},
      {'B', {{{0, 3}, {3, 3}, {4, 2}, {4, 1}, {3, 0}, {0, 0}, {0, 6}, {3, 6}, {4, 5}, {4, 4}, {3, 3}}}},
      {'C', {{{4, 1}, {3, 0}, {1, 0}, {0, 1.5}, {0, 4.5}, {1, 6}, {3, 6}, {4, 5}}}},
      {'D', {{{0, 0}, {0, 6}, {2, 6}, {4, 4.4}, {4, 1.6}, {2, 0}, {0, 0}}}},
      {'E', {{{4, 0}, {0, 0}, {0, 6}, {4, 6}}, {{0, 3}, {3, 3}}}},
      {'F', {{{4, 0}, {0, 0}, {0, 6}}, {{0, 3}, {3, 3}}}},
      {'G', {{{4, 1}, {3, 0}, {1, 0}, {0, 1.5}, {0, 4.5}, {1, 6}, {3, 6}, {4, 5}, {4, 3.3}, {2.4, 3.3}}}},
      {'H', {{{0, 0}, {0, 6}}, {{4, 0}, {4, 6}}, {{0, 3}, {4, 3}}}},
      {'I', {{{2, 0}, {2, 6}}, {{1, 0}, {3, 0}}, {{1, 6}, {3, 6}}}},
      {'J', {{{3, 0}, {3, 5}, {2, 6}, {1, 6}, {0, 5}}}},
      {'K', {{{0, 0}, {0, 6}}, {{4, 0}, {0, 3.4}}, {{1.4, 2.4}, {4, 6}}}},
      {'L', {{{0, 0}, {0, 6}, {4, 6}}}},
      {'M', {{{0, 6}, {0, 0}, {2, 3.6}, {4, 0}, {4, 6}}}},
      {'N', {{{0, 6}, {0, 0}, {4, 6}, {4, 0}}}},
      {'O', {{{1, 0}, {3, 0}, {4, 1.5}, {4, 4.5}, {3, 6}, {1, 6}, {0, 4.5}, {0, 1.5}, {1, 0}}}},
      {'P', {{{0, 6}, {0, 0}, {3, 0}, {4, 1}, {4, 2.2}, {3, 3.2}, {0, 3.2}}}},
      {'Q', {{{1, 0}, {3, 0}, {4, 1.5}, {4, 4.5}, {3, 6}, {1, 6}, {0, 4.5}, {0, 1.5}, {1, 0}}, {{2.5, 4.4}, {4, 6.2}}}},
      {'R', {{{0, 6}, {0, 0}, {3, 0}, {4, 1}, {4, 2.2}, {3, 3.2}, {0, 3.2}}, {{2, 3.2}, {4, 6}}}},
      {'S', {{{4, 1}, {3, 0}, {1, 0}, {0, 1}, {0, 2}, {1, 3}, {3, 3}, {4, 4}, {4, 5}, {3, 6}, {1, 6}, {0, 5}}}},
      {'T', {{{0, 0}, {4, 0}}, {{2, 0}, {2, 6}}}},
      {'U', {{{0, 0}, {0, 5}, {1, 6}, {3, 6}, {4, 5}, {4, 0}}}},
      {'V', {{{0, 0}, {2, 6}, {4, 0}}}},
      {'W', {{{0, 0}, {1, 6}, {2, 1.5}, {3, 6}, {4, 0}}}},
      {'X', {{{0, 0}, {4, 6}}, {{4, 0}, {0, 6}}}},
      {'Y', {{{0, 0}, {2, 3}, {4, 0}}, {{2, 3}, {2, 6}}}},
      {'Z', {{{0, 0}, {4, 0}, {0, 6}, {4, 6}}}},
      {'0', {{{1, 0}, {3, 0}, {4, 1.5}, {4, 4.5}, {3, 6}, {1, 6}, {0, 4.5}, {0, 1.5}, {1, 0}}, {{3, 1.5}, {1, 4.5}}}},
      {'1', {{{0.8, 1.4}, {2, 0}, {2, 6}}, {{0.8, 6}, {3.2, 6}}}},
      {'2', {{{0, 1.2}, {1, 0}, {3, 0}, {4, 1.2}, {4, 2.2}, {0, 6}, {4, 6}}}},
      {'3', {{{0, 0.8}, {1, 0}, {3, 0}, {4, 1}, {4, 2}, {3, 3}, {1.5, 3}}, {{3, 3}, {4, 4}, {4, 5}, {3, 6}, {1, 6}, {0, 5.2}}}},
      {'4', {{{3, 6}, {3, 0}, {0, 4.2}, {4, 4.2}}}},
      {'5', {{{4, 0}, {0.4, 0}, {0, 2.8}, {2.8, 2.6}, {4, 3.6}, {4, 5}, {3, 6}, {1, 6}, {0, 5.2}}}},
      {'6', {{{3.6, 0.4}, {2, 0}, {0.4, 2}, {0, 4.4}, {1, 6}, {3, 6}, {4, 5}, {4, 3.8}, {3, 2.8}, {1, 2.8}, {0, 4}}}},
      {'7', {{{0, 0}, {4, 0}, {1.4, 6}}}},
      {'8', {{{1, 3}, {0, 2}, {0, 1}, {1, 0}, {3, 0}, {4, 1}, {4, 2}, {3, 3}, {1, 3}, {0, 4}, {0, 5}, {1, 6}, {3, 6}, {4, 5}, {4, 4}, {3, 3}}}},
      {'9', {{{4, 2}, {3, 3.2}, {1, 3.2}, {0, 2.2}, {0, 1}, {1, 0}, {3, 0}, {4, 1.6}, {3.6, 4}, {2, 6}, {0.4, 5.6}}}},
      {'.', {{{2, 5.7}, {2, 6}}}},
      {'-', {{{0.8, 3.2}, {3.2, 3.2}}}},
      {':', {{{2, 1.7}, {2, 2}}, {{2, 4.7}, {2, 5}}}},
      {'/', {{{0.4, 6.4}, {3.6, -0.2}}}},
      {'(', {{{3, -0.2}, {1.8, 1.6}, {1.8, 4.4}, {3, 6.2}}}},
      {')', {{{1, -0.2}, {2.2, 1.6}, {2.2, 4.4}, {1, 6.2}}}},
  };
  return all;
}
// clang-format on

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

double advance(double height) { return 5.6 * (height / 6); }

Raster lettered(std::string_view text, double height) {
  const double unit = height / 6;
  const double half_width = std::max(unit * 0.45, 0.5);
  const double margin = half_width + 1;
  const double width = advance(height) * static_cast<double>(text.size()) + 2 * margin;
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
    corner.x += advance(height);
  }
  return raster;
}

}  // namespace osteon::phantom
