// By how much a pack's boxes are too long or too short.
#pragma once

#include <span>

#include "osteon/evaluate/localisation.hpp"

namespace osteon {

/// What every box's sides should be multiplied by, about its middle, 0.7 to 1.2: the one with the
/// highest average precision, averaged over overlaps of 0.3 to 0.6, so that a few boxes near one
/// limit do not decide. 1 where readers drew nothing, or nothing is found at any scale.
///
/// A regression by intersection over union says boxes that hedge: the less it knows, the longer.
double best_box_scale(std::span<const Located> images);

}  // namespace osteon
