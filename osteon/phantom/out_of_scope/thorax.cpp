#include "osteon/phantom/out_of_scope/thorax.hpp"

#include <cmath>

namespace osteon::phantom {

Solid frontal_vertebra(Point centre, double half_width, double half_height) {
  const auto [x, y] = centre;
  const double w = half_width;
  const double h = half_height;
  return bone(
      "vertebra",
      {{{{x - w * 0.62, y - h * 0.2, w * 0.2, 1.6}, {x - w * 0.6, y + h * 0.2, w * 0.2, 1.6}}},
       {{{x + w * 0.62, y - h * 0.2, w * 0.2, 1.6}, {x + w * 0.6, y + h * 0.2, w * 0.2, 1.6}}},
       {{{x, y + h * 0.1, 3.4, 1.4}, {x, y + h * 1.1, 3, 1.4}}},
       {{{x - w * 0.8, y - h * 0.1, 3.4, 1}, {x - w * 1.5, y - h * 0.25, 3, 0.8}}},
       {{{x + w * 0.8, y - h * 0.1, 3.4, 1}, {x + w * 1.5, y - h * 0.25, 3, 0.8}}}},
      {slab({{x - w, y - h},
             {x, y - h * 0.94},
             {x + w, y - h},
             {x + w * 0.86, y},
             {x + w, y + h},
             {x, y + h * 0.94},
             {x - w, y + h},
             {x - w * 0.86, y}},
            13, 1.2)});
}

Solid lateral_vertebra(Point centre, double half_width, double half_height, double tilt) {
  const double w = half_width;
  const double h = half_height;
  return placed(
      bone("vertebra",
           {{{{w * 0.9, -h * 0.3, h * 0.28, 1.3}, {w * 1.5, -h * 0.1, h * 0.26, 1.3}}},
            {{{w * 1.5, -h * 0.8, h * 0.26, 1.2}, {w * 1.6, h * 1.1, h * 0.24, 1.2}}, 0.8},
            {{{w * 1.6, h * 0.2, h * 0.3, 1.2}, {w * 2.5, h * 0.75, h * 0.32, 1}}, 0.4}},
           {slab({{-w, -h},
                  {0, -h * 0.92},
                  {w, -h},
                  {w * 0.88, 0},
                  {w, h},
                  {0, h * 0.92},
                  {-w, h},
                  {-w * 0.86, 0}},
                 17, 1.3)}),
      moved(centre).after(turned(tilt)));
}

void branch(Solid& vessels, Point from, double heading_degrees, double length_mm, double radius,
            int levels, Random& random) {
  const double bend = random.uniform(-14, 14);
  const auto step = [&](double degrees, double reach) {
    return Point{std::sin(radians(degrees)), std::cos(radians(degrees))} * reach;
  };
  const Point middle = from + step(heading_degrees, length_mm / 2);
  const Point end = middle + step(heading_degrees + bend, length_mm / 2);
  vessels.tubes.push_back({{{from.x, from.y, radius, 0},
                            {middle.x, middle.y, radius * 0.85, 0},
                            {end.x, end.y, radius * 0.7, 0}}});
  if (levels == 0) return;
  for (const double side : {-1.0, 1.0}) {
    const double away = side * random.uniform(14, 34);
    const double shorter = length_mm * random.uniform(0.6, 0.85);
    branch(vessels, end, heading_degrees + bend + away, shorter, radius * 0.68, levels - 1, random);
  }
}

}  // namespace osteon::phantom
