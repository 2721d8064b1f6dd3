// Boxes around what an expert sees.
#pragma once

#include <span>
#include <vector>

#include "osteon/explain/heatmap.hpp"
#include "osteon/model/pack.hpp"
#include "osteon/radiograph/outline.hpp"
#include "osteon/radiograph/radiograph.hpp"

namespace osteon {

struct SuspectBox {
  Box box;                 ///< inside the radiograph
  double probability = 0;  ///< that the place it was seen from shows the finding
  bool shown = false;      ///< whether a reader is shown it; the others count in evaluations only
};

/// Boxes less probable than this are not worth a reader's time, nor a list's.
inline constexpr double least_box_probability = 0.02;
inline constexpr std::size_t most_boxes = 10;  ///< in one radiograph
/// Boxes that share more than this of what either covers count as one.
inline constexpr double same_overlap = 1.0 / 3;

/// The most probable first; boxes that lie on each other count as one (non-maximum
/// suppression), its borders the mean of theirs by probability.
/// \param heatmap   of the expert, over the same grid
/// \param features  rows x columns x channels of one image, channels fastest
std::vector<SuspectBox> suspect_boxes(const Heatmap& heatmap, std::span<const float> features,
                                      const BoxHead& head, Extent radiograph);

/// The area that two boxes share, as a part of what either covers (intersection over union).
double overlap(const Box& a, const Box& b);

}  // namespace osteon
