// From solids to shadows.
//
// Both kinds of solid are reduced to the half-thickness that the beam crosses at each pixel, one of
// the outer surface and one of the inside of the cortex; joining two pieces of one bone is then
// taking the greater. The squares are kept, since they need no root until the end.
#include "osteon/phantom/solids.hpp"

#include <array>
#include <limits>
#include <utility>

#include "osteon/phantom/grain.hpp"

namespace osteon::phantom {
namespace {

/// Catmull and Rom 1974: passes through `b` at t = 0 and through `c` at t = 1.
double spline(double a, double b, double c, double d, double t) {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

/// The path with straight pieces that are short against its width.
std::vector<Node> smooth(const std::vector<Node>& path) {
  if (path.size() < 3) return path;
  std::vector<Node> fine;
  const std::size_t last = path.size() - 1;
  for (std::size_t i = 0; i < last; ++i) {
    const Node& a = path[i == 0 ? 0 : i - 1];
    const Node& b = path[i];
    const Node& c = path[i + 1];
    const Node& d = path[std::min(i + 2, last)];
    const double widths = length({c.x - b.x, c.y - b.y}) / std::max(b.radius, c.radius);
    const int steps = std::clamp(static_cast<int>(widths * 2.5), 2, 8);
    for (int step = 0; step < steps; ++step) {
      const double t = static_cast<double>(step) / steps;
      fine.push_back({spline(a.x, b.x, c.x, d.x, t), spline(a.y, b.y, c.y, d.y, t),
                      b.radius + (c.radius - b.radius) * t * t * (3 - 2 * t),
                      b.cortex + (c.cortex - b.cortex) * t});
    }
  }
  fine.push_back(path.back());
  return fine;
}

/// Squared half-thicknesses in pixels; negative or 0 where the beam misses.
struct Thickness {
  Raster outer;
  Raster inner;
};

struct Box {
  double left = std::numeric_limits<double>::max(), top = left;
  double right = -left, bottom = -left;

  void cover(Point p, double margin) {
    left = std::min(left, p.x - margin);
    top = std::min(top, p.y - margin);
    right = std::max(right, p.x + margin);
    bottom = std::max(bottom, p.y + margin);
  }
};

/// The pixels of `box` that are on the film; empty when none are.
Area cut_out(const Box& box, Extent extent) {
  const auto pixel = [](double at, int limit) {
    return static_cast<int>(std::floor(std::clamp(at, 0.0, static_cast<double>(limit))));
  };
  const int left = pixel(box.left - 1, extent.width);
  const int top = pixel(box.top - 1, extent.height);
  const int right = pixel(box.right + 2, extent.width);
  const int bottom = pixel(box.bottom + 2, extent.height);
  if (left >= right || top >= bottom) return {};
  return {left, top, right - left, bottom - top};
}

std::vector<Node> to_pixels(std::vector<Node> path, const Film& film) {
  for (Node& node : path) {
    const Point p = film.to_pixels({node.x, node.y});
    node = {p.x, p.y, node.radius * film.pixels_per_mm, node.cortex * film.pixels_per_mm};
  }
  return path;
}

std::vector<Point> to_pixels(std::vector<Point> ring, const Film& film) {
  for (Point& p : ring) p = film.to_pixels(p);
  return ring;
}

/// One straight piece of a tube: the radius grows evenly from `a` to `b`.
void join(Thickness& thickness, const Node& a, const Node& b, double depth) {
  const double reach = std::max(a.radius, b.radius) + 1;
  const Raster& whole = thickness.outer;
  const auto first = [reach](double p, double q) {
    return static_cast<int>(std::floor(std::min(p, q) - reach));
  };
  const auto last = [reach](double p, double q) {
    return static_cast<int>(std::ceil(std::max(p, q) + reach));
  };
  const int left = std::max(first(a.x, b.x), whole.left);
  const int right = std::min(last(a.x, b.x), whole.left + whole.width);
  const int top = std::max(first(a.y, b.y), whole.top);
  const int bottom = std::min(last(a.y, b.y), whole.top + whole.height);
  if (left >= right) return;

  const auto dx = static_cast<float>(b.x - a.x);
  const auto dy = static_cast<float>(b.y - a.y);
  const float squared = dx * dx + dy * dy;
  const float per_length = squared > 0 ? 1 / squared : 0;
  const auto squash = static_cast<float>(depth * depth);
  const auto radius = static_cast<float>(a.radius);
  const auto wider = static_cast<float>(b.radius - a.radius);
  const auto cortex = static_cast<float>(a.cortex);
  const auto thicker = static_cast<float>(b.cortex - a.cortex);

  for (int y = top; y < bottom; ++y) {
    float* outer = &thickness.outer.at(left, y);
    float* inner = &thickness.inner.at(left, y);
    const float py = static_cast<float>(y + 0.5 - a.y);
    for (int x = left; x < right; ++x) {
      const float px = static_cast<float>(x) + 0.5F - static_cast<float>(a.x);
      const float t = std::clamp((px * dx + py * dy) * per_length, 0.0F, 1.0F);
      const float ex = px - t * dx;
      const float ey = py - t * dy;
      const float off_axis = ex * ex + ey * ey;
      const float r = radius + wider * t;
      const float hollow = std::max(r - cortex - thicker * t, 0.0F);
      float& o = outer[x - left];
      float& i = inner[x - left];
      o = std::max(o, squash * (r * r - off_axis));
      i = std::max(i, squash * (hollow * hollow - off_axis));
    }
  }
}

/// Distance from the outline, positive inside; `ring` in pixels.
float depth_inside(const std::vector<Point>& ring, float x, float y) {
  float nearest = std::numeric_limits<float>::max();
  bool inside = false;
  Point b = ring.back();
  for (const Point a : ring) {
    const auto dx = static_cast<float>(b.x - a.x);
    const auto dy = static_cast<float>(b.y - a.y);
    const float px = x - static_cast<float>(a.x);
    const float py = y - static_cast<float>(a.y);
    const float squared = dx * dx + dy * dy;
    const float t = squared > 0 ? std::clamp((px * dx + py * dy) / squared, 0.0F, 1.0F) : 0;
    const float ex = px - t * dx;
    const float ey = py - t * dy;
    nearest = std::min(nearest, ex * ex + ey * ey);
    const bool crosses = (a.y > y) != (b.y > y);
    if (crosses && px < dx * py / dy) inside = !inside;
    b = a;
  }
  const float distance = std::sqrt(nearest);
  return inside ? distance : -distance;
}

/// Squared half-thickness at `depth` inside the outline: an elliptic rim, then level.
float plate_profile(float depth, float rim, float half_thickness) {
  const float u = std::min(depth / rim, 1.0F);
  return u > 0 ? half_thickness * half_thickness * u * (2 - u) : 0;
}

/// depth_inside() over an area. It is a distance, so it hardly curves within a small share of the
/// rim: a broad soft rim is measured on every few pixels only, and the rest read between them.
class DepthMap {
 public:
  DepthMap(const std::vector<Point>& ring, const Area& area, float rim)
      : left_(area.left),
        top_(area.top),
        step_(std::clamp(static_cast<int>(rim / 8), 1, 12)),
        knots_({0, 0, area.width / step_ + 2, area.height / step_ + 2}) {
    for (int y = 0; y < knots_.height; ++y)
      for (int x = 0; x < knots_.width; ++x)
        knots_.at(x, y) = depth_inside(ring, static_cast<float>(left_ + x * step_) + 0.5F,
                                       static_cast<float>(top_ + y * step_) + 0.5F);
  }

  float at(int x, int y) const {
    const int kx = (x - left_) / step_;
    const int ky = (y - top_) / step_;
    const float fx = static_cast<float>(x - left_ - kx * step_) / static_cast<float>(step_);
    const float fy = static_cast<float>(y - top_ - ky * step_) / static_cast<float>(step_);
    const float upper = knots_.at(kx, ky) * (1 - fx) + knots_.at(kx + 1, ky) * fx;
    const float lower = knots_.at(kx, ky + 1) * (1 - fx) + knots_.at(kx + 1, ky + 1) * fx;
    return upper * (1 - fy) + lower * fy;
  }

 private:
  int left_, top_, step_;
  Raster knots_;
};

void join(Thickness& thickness, const Plate& plate, const Film& film) {
  const std::vector<Point> ring = to_pixels(smooth_ring(plate.outline, 4), film);
  Box box;
  for (const Point p : ring) box.cover(p, 0);
  const Area area = cut_out(box, film.extent);
  const auto rim = static_cast<float>(plate.rim * film.pixels_per_mm);
  const auto half = static_cast<float>(plate.half_thickness * film.pixels_per_mm);
  const auto cortex = static_cast<float>(plate.cortex * film.pixels_per_mm);
  const DepthMap depths(ring, area, rim);
  for (int y = area.top; y < area.top + area.height; ++y) {
    for (int x = area.left; x < area.left + area.width; ++x) {
      const float depth = depths.at(x, y);
      if (depth <= 0) continue;
      float& o = thickness.outer.at(x, y);
      float& i = thickness.inner.at(x, y);
      o = std::max(o, plate_profile(depth, rim, half));
      i = std::max(i, plate_profile(depth - cortex, rim, std::max(half - cortex, 0.0F)));
    }
  }
}

}  // namespace

std::vector<Point> smooth_ring(const std::vector<Point>& ring, int steps) {
  std::vector<Point> fine;
  const std::size_t n = ring.size();
  for (std::size_t i = 0; i < n; ++i) {
    const Point a = ring[(i + n - 1) % n];
    const Point b = ring[i];
    const Point c = ring[(i + 1) % n];
    const Point d = ring[(i + 2) % n];
    for (int step = 0; step < steps; ++step) {
      const double t = static_cast<double>(step) / steps;
      fine.push_back({spline(a.x, b.x, c.x, d.x, t), spline(a.y, b.y, c.y, d.y, t)});
    }
  }
  return fine;
}

Station station_on(const Tube& tube, double share) {
  const std::vector<Node> path = smooth(tube.path);
  double whole = 0;
  for (std::size_t i = 1; i < path.size(); ++i)
    whole += length({path[i].x - path[i - 1].x, path[i].y - path[i - 1].y});
  double left = share * whole;
  for (std::size_t i = 1;; ++i) {
    const Point from{path[i - 1].x, path[i - 1].y};
    const Point step = Point{path[i].x, path[i].y} - from;
    const double piece = length(step);
    if (left <= piece || i + 1 == path.size()) {
      const double t = piece > 0 ? left / piece : 0;
      return {from + step * t, step * (1 / std::max(piece, 1e-9)),
              path[i - 1].radius + (path[i].radius - path[i - 1].radius) * t};
    }
    left -= piece;
  }
}

Solid placed(Solid solid, const Placement& placement) {
  // A slanted view shortens a tube but must not thin it: widths follow the milder of the two axes.
  const double across = length({placement.xx, placement.yx});
  const double down = length({placement.xy, placement.yy});
  const double scale = std::max(across, down);
  for (Tube& tube : solid.tubes)
    for (Node& node : tube.path) {
      const Point p = placement({node.x, node.y});
      node = {p.x, p.y, node.radius * scale, node.cortex * scale};
    }
  for (Plate& plate : solid.plates) {
    for (Point& p : plate.outline) p = placement(p);
    plate.half_thickness *= scale;
    plate.rim *= scale;
    plate.cortex *= scale;
  }
  return solid;
}

Raster shadow(const Solid& solid, const Film& film, std::uint64_t grain_seed) {
  std::vector<std::vector<Node>> paths;
  Box box;
  for (const Tube& tube : solid.tubes) {
    paths.push_back(to_pixels(smooth(tube.path), film));
    for (const Node& node : paths.back()) box.cover({node.x, node.y}, node.radius);
  }
  for (const Plate& plate : solid.plates)
    for (const Point p : to_pixels(smooth_ring(plate.outline, 4), film)) box.cover(p, 0);

  const Area area = cut_out(box, film.extent);
  Thickness thickness{Raster(area), Raster(area)};
  for (std::size_t i = 0; i < paths.size(); ++i)
    for (std::size_t n = 0; n + 1 < paths[i].size(); ++n)
      join(thickness, paths[i][n], paths[i][n + 1], solid.tubes[i].depth);
  for (const Plate& plate : solid.plates) join(thickness, plate, film);

  Raster& result = thickness.outer;
  const Grain grain(grain_seed, film);
  const auto twice_mm = static_cast<float>(2 / film.pixels_per_mm);
  const auto shell = static_cast<float>(solid.material.shell) * twice_mm;
  const auto core = static_cast<float>(solid.material.core) * twice_mm;
  const auto share = static_cast<float>(solid.material.grain);
  for (int y = result.top; y < result.top + result.height; ++y) {
    float* outer = result.row(y);
    const float* inner = thickness.inner.row(y);
    for (int x = 0; x < result.width; ++x) {
      if (outer[x] <= 0) continue;
      const float whole = std::sqrt(outer[x]);
      const float hollow = std::sqrt(std::max(inner[x], 0.0F));
      const float varied = share > 0 ? 1 + share * grain.at(result.left + x, y) : 1;
      outer[x] = shell * (whole - hollow) + core * hollow * varied;
    }
  }
  return std::move(result);
}

}  // namespace osteon::phantom
