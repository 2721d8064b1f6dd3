// Where a pack points in one image.
#pragma once

#include <optional>
#include <vector>

#include "osteon/detector/detector.hpp"
#include "osteon/radiograph/outline.hpp"

namespace osteon {

struct ScoredBox {
  Box box;
  double score = 0;
};

/// Nothing where there was no answer.
struct Pointed {
  std::vector<ScoredBox> boxes;
  std::optional<Point> hottest;
};

/// The hottest place of the heatmap, and all boxes, whatever the verdict. A box's score is its own
/// probability; times the finding's it ranked worse (AP50 on FracAtlas' `valid` 0.182 for 0.195).
Pointed pointed_by(const Reading& reading, Extent radiograph);

}  // namespace osteon
