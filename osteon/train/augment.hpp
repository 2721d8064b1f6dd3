// Changes that leave a radiograph's labels true: what another room, patient or film would change.
#pragma once

#include <span>
#include <vector>

#include "osteon/base/random.hpp"
#include "osteon/radiograph/outline.hpp"
#include "osteon/radiograph/radiograph.hpp"

namespace osteon {

struct Augmented {
  Radiograph radiograph;
  /// Those that are still in the picture, cut at its border; at least one, if there were any.
  std::vector<Outline> outlines;
};

/// Mirrored, turned (also by quarters), stretched a little, now and then seen from much nearer;
/// brighter or darker, inverted, with noise, blur, shutters, covered patches, letters of lead and
/// the blocks of a small JPEG. Same random state, same result.
Augmented augment(const Radiograph& radiograph, std::span<const Outline> outlines, Random& random);

/// Part of the limb, as if collimated to it: a window of a third to two thirds of the film's width
/// and height, half the time about a finding where there is one. Pixels move whole, and nothing
/// else is changed. Findings may be left outside, so it teaches the part alone.
Augmented seen_from_near(const Radiograph& radiograph, std::span<const Outline> outlines,
                         Random& random);

/// A picture of no body part made from a radiograph or from nothing: its tiles in another order,
/// smooth noise, plain shapes, a ramp. For the router to learn "none of these" from.
Radiograph distractor(const Radiograph& radiograph, Random& random);

}  // namespace osteon
