// Transverse, oblique and spiral breaks with displaced fragments.
#include "osteon/phantom/fracture.hpp"

#include <algorithm>
#include <cmath>

namespace osteon::phantom {
namespace {

/// How far down the bone the line runs at `across` from the axis.
double line_at(const Break& how, double across) {
  const double u = std::clamp(across / how.half_width / 1.4, -1.0, 1.0);  // -1 to 1 over the bone
  const double place = (u + 1) / 2 * (static_cast<double>(how.teeth.size()) - 1);
  const auto tooth = std::min(static_cast<std::size_t>(place), how.teeth.size() - 2);
  const double t = place - static_cast<double>(tooth);
  const double jag = how.teeth[tooth] * (1 - t) + how.teeth[tooth + 1] * t;
  // A spiral runs round the bone; seen from the front it is an S.
  return how.slant * across + how.twist * u * (u * u - 1) * 2.6 + jag;
}

struct Side {
  double past_line;  ///< > 0 on the far fragment
  double fade;       ///< 1 at the centre, 0 at the reach
};

Side side_of(const Break& how, Point p) {
  const Point from_centre = p - how.centre;
  const double down = dot(from_centre, how.along);
  const double across = from_centre.x * -how.along.y + from_centre.y * how.along.x;
  const double near = std::max(1 - dot(from_centre, from_centre) / (how.reach * how.reach), 0.0);
  return {down - line_at(how, across), near * near};
}

/// 0 before the edge, 1 past it, even over one pixel.
double past(double distance) { return std::clamp(distance + 0.5, 0.0, 1.0); }

}  // namespace

Break break_at(const Station& station, const Film& film, Random& random) {
  const double half_width = station.radius * film.pixels_per_mm;
  Break how;
  how.centre = film.to_pixels(station.at);
  how.along = station.along;
  how.half_width = half_width;
  const auto either_way = [&random](double low, double high) {
    const double size = random.uniform(low, high);
    return random.chance(0.5) ? size : -size;
  };

  enum Kind { transverse, oblique, spiral };
  const int kind = random.below(3);
  how.slant = kind == transverse ? either_way(0, 0.25)
              : kind == oblique  ? either_way(0.5, 1.1)
                                 : either_way(0.7, 1.3);
  how.twist = kind == spiral ? half_width * random.uniform(0.6, 1.2) : 0;
  for (double& tooth : how.teeth) tooth = half_width * random.uniform(-0.12, 0.12);
  how.gap = std::max(half_width * random.uniform(0.1, 0.24), 1.5);
  how.lucency = random.uniform(0.7, 1);
  const double sideways = half_width * either_way(0.12, 0.6);
  const double lengthways = half_width * random.uniform(-0.15, 0.1);
  how.shift = Point{-station.along.y, station.along.x} * sideways + station.along * lengthways;
  how.bend = radians(either_way(3, 14));
  how.reach = half_width * (3.2 + std::abs(how.slant)) + 2;
  return how;
}

Raster broken(const Raster& sound, const Break& how) {
  Raster result = sound;
  const double cos = std::cos(how.bend);
  const double sin = std::sin(how.bend);
  const auto first = [&](double at) { return static_cast<int>(std::floor(at - how.reach)); };
  const auto last = [&](double at) { return static_cast<int>(std::ceil(at + how.reach)) + 1; };
  const int left = std::max(first(how.centre.x), sound.left);
  const int right = std::min(last(how.centre.x), sound.left + sound.width);
  const int top = std::max(first(how.centre.y), sound.top);
  const int bottom = std::min(last(how.centre.y), sound.top + sound.height);

  for (int y = top; y < bottom; ++y) {
    for (int x = left; x < right; ++x) {
      const Point p{x + 0.5, y + 0.5};
      const Side here = side_of(how, p);
      if (here.fade <= 0) continue;
      const double half_gap = how.gap / 2 * here.fade;
      const float as_was = sound.at(x, y);
      const double near = as_was * past(-here.past_line - half_gap);

      // The point of the far fragment that has come to lie here.
      const Point arm = p - how.centre;
      const Point turned_back{cos * arm.x + sin * arm.y, -sin * arm.x + cos * arm.y};
      const Point moved = (arm - turned_back + how.shift) * here.fade;
      const Point from = p - moved;
      const double far =
          sound.between(from.x - 0.5, from.y - 0.5) * past(side_of(how, from).past_line - half_gap);

      // The plane of the break is rarely in line with the beam, so the gap is not quite empty.
      const double filled =
          (1 - how.lucency) * as_was *
          (1 - past(-here.past_line - half_gap) - past(here.past_line - half_gap));
      result.at(x, y) = static_cast<float>(near + far + std::max(filled, 0.0));
    }
  }
  return result;
}

}  // namespace osteon::phantom
