// Places on a radiograph, in its pixels: (0, 0) is the top left corner of the first one.
#pragma once

#include <vector>

namespace osteon {

struct Point {
  float x = 0;
  float y = 0;
};

/// A rectangle in the pixels of the radiograph.
struct Box {
  float left = 0;
  float top = 0;
  float width = 0;
  float height = 0;
};

/// What a reader drew around a finding: the corners of a polygon, in order, at least three. A box
/// is a polygon of four.
struct Outline {
  std::vector<Point> corners;
};

/// The smallest box around an outline. `outline` has corners.
Box bounds(const Outline& outline);
Outline outline_of(const Box& box);

}  // namespace osteon
