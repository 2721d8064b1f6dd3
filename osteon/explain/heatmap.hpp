// Where a score came from: class activation maps (Zhou et al., CVPR 2016).
#pragma once

#include <optional>
#include <vector>

#include "osteon/model/pack.hpp"
#include "osteon/radiograph/outline.hpp"
#include "osteon/radiograph/radiograph.hpp"

namespace osteon {

/// How much each place of the input moved an expert's score. With mean pooling and a linear head
/// the mean of the values plus the head's bias is the score itself; where the odds of the places
/// add up, a value is how far the log odds of its place lie above those of one in ten. Nothing is
/// estimated.
struct Heatmap {
  int columns = 0;
  int rows = 0;
  std::vector<float> values;  ///< row by row, in units of the score
  /// What the whole grid covers; reaches beyond the radiograph where it was letterboxed.
  Box area;
  /// The part of a positive answer that a place must bring to be drawn at all.
  float floor = 0;
  /// A value and this are the log odds that its place shows the finding; used for boxes.
  float to_log_odds = 0;
};

/// A head with hidden layers is mapped by its gradient at these features (see linear_at()).
/// \param features   rows x columns x channels of one image, channels fastest
/// \param placement  what prepare() returned for the radiograph
/// \param side       of the network's input
Heatmap activation_map(std::span<const float> features, int rows, int columns, const Expert& expert,
                       const Placement& placement, int side);

/// Where the map is hottest: the centre of a place, moved into the radiograph.
Point hottest(const Heatmap& heatmap, Extent radiograph);

/// The value at a pixel of the radiograph, between the grid's centres by bilinear interpolation.
float heat_at(const Heatmap& heatmap, float x, float y);

/// The box around the hottest connected region (at least half the peak), clipped to the radiograph;
/// empty when nothing speaks for the finding.
std::optional<Box> suspect_region(const Heatmap& heatmap, Extent radiograph);

}  // namespace osteon
