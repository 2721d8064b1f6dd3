// The words that the tables of bones are written in.
#include "osteon/phantom/bones.hpp"

#include <algorithm>
#include <utility>

namespace osteon::phantom {

Solid bone(std::string name, std::vector<Tube> tubes, std::vector<Plate> plates) {
  return {std::move(name), bone_matter, std::move(tubes), std::move(plates)};
}

Solid flesh(std::vector<Tube> tubes, std::vector<Plate> plates) {
  return {"flesh", soft_matter, std::move(tubes), std::move(plates)};
}

std::vector<Tube> rod(Point from, Point to, double base_radius, double waist_radius,
                      double head_radius) {
  const Point whole = to - from;
  const Point along = whole * (1 / length(whole));
  const Point across{-along.y, along.x};
  const double base_round = base_radius * 0.55;
  const Point start = from + along * base_radius;
  const Point span = to - along * head_radius - start;
  const auto node = [&](double share, double radius, double cortex) {
    const Point p = start + span * share;
    return Node{p.x, p.y, radius, cortex};
  };
  const double thick = waist_radius * 0.5;
  // Seen along the beam, the base is a block with a face towards the joint, the head a ball.
  const Point face = from + along * base_round;
  const Point corner = across * (base_radius - base_round);
  const Point left = face - corner;
  const Point right = face + corner;
  return {{{node(0, base_radius * 0.95, 0.8), node(0.22, waist_radius * 1.12, thick),
            node(0.55, waist_radius, thick), node(0.8, waist_radius * 1.1, thick * 0.8),
            node(1, head_radius, 0.8)}},
          {{{left.x, left.y, base_round, 0.8}, {right.x, right.y, base_round, 0.8}}, 1.4}};
}

Plate pebble(Point centre, double half_width, double half_height, double tilt,
             double half_thickness) {
  const Placement turn = turned(tilt);
  Plate plate{{}, half_thickness, std::min(half_width, half_height) * 0.9, 0.8};
  // A rounded square rather than an ellipse: carpal bones are blocks with faces.
  constexpr double corner = 0.8;
  for (const Point p :
       {Point{1, 0}, Point{corner, corner}, Point{0, 1}, Point{-corner, corner}, Point{-1, 0},
        Point{-corner, -corner}, Point{0, -1}, Point{corner, -corner}})
    plate.outline.push_back(centre + turn({p.x * half_width, p.y * half_height}));
  return plate;
}

Plate slab(std::vector<Point> outline, double half_thickness, double cortex) {
  return {std::move(outline), half_thickness, half_thickness * 0.8, cortex};
}

}  // namespace osteon::phantom
