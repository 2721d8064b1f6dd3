// Painting by masks: how much of each pixel a shape covers, softened, then inked.
#include "osteon/phantom/out_of_scope/canvas.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "osteon/phantom/lettering.hpp"
#include "osteon/phantom/solids.hpp"

namespace osteon::phantom {
namespace {

/// A running mean of 2 * reach + 1 along one line of values that are `step` apart.
void smear(float* first, int count, std::size_t step, int reach, std::vector<float>& line) {
  line.resize(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i)
    line[static_cast<std::size_t>(i)] = first[static_cast<std::size_t>(i) * step];
  const auto value = [&](int i) {
    return static_cast<double>(line[static_cast<std::size_t>(std::clamp(i, 0, count - 1))]);
  };
  double sum = 0;
  for (int i = -reach; i <= reach; ++i) sum += value(i);
  for (int i = 0; i < count; ++i) {
    first[static_cast<std::size_t>(i) * step] = static_cast<float>(sum / (2 * reach + 1));
    sum += value(i + reach + 1) - value(i - reach);
  }
}

/// Twice a running mean, along rows and columns: nearly a bell.
void soften(Raster& raster, double radius) {
  const int reach = static_cast<int>(std::lround(radius / 2));
  if (reach < 1 || raster.values.empty()) return;
  std::vector<float> line;
  const auto width = static_cast<std::size_t>(raster.width);
  for (int pass = 0; pass < 2; ++pass) {
    for (int y = 0; y < raster.height; ++y)
      smear(raster.values.data() + static_cast<std::size_t>(y) * width, raster.width, 1, reach,
            line);
    for (std::size_t x = 0; x < width; ++x)
      smear(raster.values.data() + x, raster.height, width, reach, line);
  }
}

/// Adds the part of each pixel of a row between `from` and `to`.
void add_span(Raster& mask, int y, double from, double to, float weight) {
  const double left = std::max(from, static_cast<double>(mask.left));
  const double right = std::min(to, static_cast<double>(mask.left + mask.width));
  if (left >= right) return;
  for (int x = static_cast<int>(left); x < right; ++x) {
    const double inside = std::min(right, x + 1.0) - std::max(left, static_cast<double>(x));
    mask.at(x, y) += weight * static_cast<float>(inside);
  }
}

constexpr int lines_per_row = 4;

}  // namespace

Ink plain(double grey) {
  return [grey](double, double) { return static_cast<float>(grey); };
}

Ink ramp(Point from, double grey_from, Point to, double grey_to) {
  const Point way = to - from;
  const double squared = std::max(dot(way, way), 1e-9);
  return [=](double x, double y) {
    const double share = std::clamp(dot(Point{x, y} - from, way) / squared, 0.0, 1.0);
    return static_cast<float>(grey_from + (grey_to - grey_from) * share);
  };
}

Canvas::Canvas(Extent extent, double ground) : grey_({0, 0, extent.width, extent.height}) {
  std::ranges::fill(grey_.values, static_cast<float>(ground));
}

Raster Canvas::mask_around(const std::vector<Point>& points, double margin) const {
  double left = width(), top = height(), right = 0, bottom = 0;
  for (const Point p : points) {
    left = std::min(left, p.x - margin);
    top = std::min(top, p.y - margin);
    right = std::max(right, p.x + margin);
    bottom = std::max(bottom, p.y + margin);
  }
  const int x0 = static_cast<int>(std::max(0.0, std::floor(left)));
  const int y0 = static_cast<int>(std::max(0.0, std::floor(top)));
  const int x1 = static_cast<int>(std::min(width(), std::ceil(right)));
  const int y1 = static_cast<int>(std::min(height(), std::ceil(bottom)));
  return Raster({x0, y0, std::max(0, x1 - x0), std::max(0, y1 - y0)});
}

void Canvas::paint(Raster mask, const Ink& ink, double soft) {
  soften(mask, soft);
  for (int y = mask.top; y < mask.top + mask.height; ++y)
    for (int x = mask.left; x < mask.left + mask.width; ++x) {
      const float share = std::min(mask.at(x, y), 1.0F);
      if (share <= 0) continue;
      float& grey = grey_.at(x, y);
      grey += (ink(x + 0.5, y + 0.5) - grey) * share;
    }
}

void Canvas::cover(const Ink& ink) {
  change([&](int x, int y, float) { return ink(x + 0.5, y + 0.5); });
}

void Canvas::fill(const std::vector<Point>& ring, const Ink& ink, double soft) {
  Raster mask = mask_around(ring, 2 * soft + 1);
  std::vector<double> crossings;
  for (int y = mask.top; y < mask.top + mask.height; ++y)
    for (int line = 0; line < lines_per_row; ++line) {
      const double at = y + (line + 0.5) / lines_per_row;
      crossings.clear();
      for (std::size_t i = 0; i < ring.size(); ++i) {
        const Point a = ring[i];
        const Point b = ring[(i + 1) % ring.size()];
        if ((a.y > at) != (b.y > at))
          crossings.push_back(a.x + (b.x - a.x) * (at - a.y) / (b.y - a.y));
      }
      std::ranges::sort(crossings);
      for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
        add_span(mask, y, crossings[i], crossings[i + 1], 1.0F / lines_per_row);
    }
  paint(std::move(mask), ink, soft);
}

void Canvas::box(Point top_left, Point bottom_right, const Ink& ink) {
  fill({top_left, {bottom_right.x, top_left.y}, bottom_right, {top_left.x, bottom_right.y}}, ink);
}

void Canvas::ellipse(Point centre, double across, double down, double turn_degrees, const Ink& ink,
                     double soft) {
  fill(ellipse_ring(centre, across, down, turn_degrees), ink, soft);
}

void Canvas::line(const std::vector<Point>& path, double half_width, const Ink& ink, double soft) {
  Raster mask = mask_around(path, half_width + 2 * soft + 2);
  for (std::size_t i = 1; i < path.size(); ++i) {
    const Point a = path[i - 1];
    const Point span = path[i] - a;
    const double squared = std::max(dot(span, span), 1e-9);
    const Raster piece = mask_around({a, path[i]}, half_width + 1);
    for (int y = piece.top; y < piece.top + piece.height; ++y)
      for (int x = piece.left; x < piece.left + piece.width; ++x) {
        const Point p = Point{x + 0.5, y + 0.5} - a;
        const double t = std::clamp(dot(p, span) / squared, 0.0, 1.0);
        const double share = std::clamp(half_width + 0.5 - length(p - span * t), 0.0, 1.0);
        mask.at(x, y) = std::max(mask.at(x, y), static_cast<float>(share));
      }
  }
  paint(std::move(mask), ink, soft);
}

void Canvas::write(Point top_left, std::string_view text, double height, const Ink& ink) {
  Point at = top_left;
  for (const char letter : text) {
    const Raster glyph = lettered(std::string_view(&letter, 1), height);
    Raster mask = mask_around({at, at + Point{glyph.width + 0.0, glyph.height + 0.0}}, 0);
    const int left = static_cast<int>(std::floor(at.x));
    const int top = static_cast<int>(std::floor(at.y));
    for (int y = mask.top; y < mask.top + mask.height; ++y)
      for (int x = mask.left; x < mask.left + mask.width; ++x)
        mask.at(x, y) = glyph.value_or_zero(x - left, y - top);
    paint(std::move(mask), ink, 0);
    at.x += advance(height);
  }
}

void Canvas::change(const std::function<float(int x, int y, float grey)>& change) {
  for (int y = 0; y < grey_.height; ++y)
    for (int x = 0; x < grey_.width; ++x) grey_.at(x, y) = change(x, y, grey_.at(x, y));
}

void Canvas::mirror() {
  for (int y = 0; y < grey_.height; ++y) std::reverse(grey_.row(y), grey_.row(y) + grey_.width);
}

void Canvas::blur(double radius) { soften(grey_, radius); }

void Canvas::grain(double amount, Random& random) {
  for (float& grey : grey_.values) grey += static_cast<float>(amount * random.normal());
}

std::vector<float> Canvas::finished() && {
  for (float& grey : grey_.values) grey = std::clamp(grey, 0.0F, 1.0F);
  return std::move(grey_.values);
}

std::vector<Point> blob(Point centre, double across, double down, double wobble, Random& random) {
  constexpr int corners = 10;
  std::vector<Point> ring;
  for (int i = 0; i < corners; ++i) {
    const double angle = radians(360.0 * i / corners);
    const double reach = 1 + random.uniform(-wobble, wobble);
    ring.push_back(centre +
                   Point{across * reach * std::cos(angle), down * reach * std::sin(angle)});
  }
  return smooth_ring(ring, 6);
}

std::vector<Point> ellipse_ring(Point centre, double across, double down, double turn_degrees) {
  const Placement placement = moved(centre).after(turned(turn_degrees));
  std::vector<Point> ring;
  for (int degrees = 0; degrees < 360; degrees += 6)
    ring.push_back(
        placement({across * std::cos(radians(degrees)), down * std::sin(radians(degrees))}));
  return ring;
}

}  // namespace osteon::phantom
