#include "osteon/train/place_targets.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace osteon {
namespace {

constexpr float shows_within = 0.33F;     ///< cells
constexpr float says_nothing_within = 1;  ///< cells
/// Of a box's width and height, to either side of its centre; at least one cell.
constexpr float middle = 0.25F;

float distance_to_edge(Point p, Point a, Point b) {
  const float dx = b.x - a.x;
  const float dy = b.y - a.y;
  const float length = dx * dx + dy * dy;
  const float along =
      length > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0F, 1.0F) : 0.0F;
  return std::hypot(p.x - a.x - along * dx, p.y - a.y - along * dy);
}

/// 0 inside. Inside is what a ray to the right leaves through an odd number of edges.
float distance_to(const Outline& outline, Point p) {
  bool inside = false;
  float nearest = std::numeric_limits<float>::infinity();
  for (std::size_t i = 0; i < outline.corners.size(); ++i) {
    const Point a = outline.corners[i];
    const Point b = outline.corners[(i + 1) % outline.corners.size()];
    nearest = std::min(nearest, distance_to_edge(p, a, b));
    if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x))
      inside = !inside;
  }
  return inside ? 0 : nearest;
}

/// A place far from the middle of what it belongs to says its borders badly (Tian et al., FCOS,
/// ICCV 2019).
bool is_in_the_middle(Point place, const Box& box, float cell) {
  return std::abs(place.x - box.left - box.width / 2) <= std::max(cell, middle * box.width) &&
         std::abs(place.y - box.top - box.height / 2) <= std::max(cell, middle * box.height);
}

}  // namespace

void fill_places(std::span<const Outline> outlines, const PlaceTargets& targets) {
  std::ranges::fill(targets.places, 0.0F);
  std::ranges::fill(targets.boxes, 0.0F);
  const float cell = static_cast<float>(targets.side) / static_cast<float>(targets.cells);
  const auto cells = static_cast<std::size_t>(targets.cells);
  const auto plane = cells * cells;
  const auto centre_of = [&](std::size_t place) {
    return Point{(static_cast<float>(place % cells) + 0.5F) * cell,
                 (static_cast<float>(place / cells) + 0.5F) * cell};
  };
  std::vector<float> smallest(plane, std::numeric_limits<float>::infinity());
  for (const Outline& outline : outlines) {
    const Box box = bounds(outline);
    std::vector<std::size_t> near;
    for (std::size_t place = 0; place < plane; ++place) {
      const float distance = distance_to(outline, centre_of(place)) / cell;
      if (distance > says_nothing_within) continue;
      if (targets.places[place] == 0) targets.places[place] = -1;
      if (distance <= shows_within) near.push_back(place);
    }
    // The middle of a bent outline may lie outside it.
    const auto middle_end = std::ranges::partition(near, [&](std::size_t place) {
                              return is_in_the_middle(centre_of(place), box, cell);
                            }).begin();
    if (middle_end != near.begin()) near.erase(middle_end, near.end());
    for (const std::size_t place : near) {
      targets.places[place] = 1;
      if (box.width * box.height >= smallest[place]) continue;
      smallest[place] = box.width * box.height;
      const Point centre = centre_of(place);
      const std::array distances{centre.x - box.left, centre.y - box.top,
                                 box.left + box.width - centre.x, box.top + box.height - centre.y};
      for (std::size_t side = 0; side < distances.size(); ++side)
        targets.boxes[side * plane + place] = distances[side] / cell;
    }
  }
}

void fill_unknown(const PlaceTargets& targets) {
  std::ranges::fill(targets.places, -1.0F);
  std::ranges::fill(targets.boxes, 0.0F);
}

}  // namespace osteon
