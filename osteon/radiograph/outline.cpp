#include "osteon/radiograph/outline.hpp"

#include <algorithm>
#include <cassert>

namespace osteon {

Box bounds(const Outline& outline) {
  assert(!outline.corners.empty());
  const auto [left, right] = std::ranges::minmax_element(outline.corners, {}, &Point::x);
  const auto [top, bottom] = std::ranges::minmax_element(outline.corners, {}, &Point::y);
  return {
      .left = left->x, .top = top->y, .width = right->x - left->x, .height = bottom->y - top->y};
}

Outline outline_of(const Box& box) {
  const float right = box.left + box.width;
  const float bottom = box.top + box.height;
  return {{{box.left, box.top}, {right, box.top}, {right, bottom}, {box.left, bottom}}};
}

}  // namespace osteon
