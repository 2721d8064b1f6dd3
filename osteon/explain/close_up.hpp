// A second look from near, as a reader takes one: a box is a few places wide on the network's map
// of a whole film, and its borders are no finer than those.
#pragma once

#include <span>
#include <vector>

#include "osteon/explain/boxes.hpp"

namespace osteon {

/// Looked at again are the boxes that a reader would be shown, so many at most.
inline constexpr std::size_t most_close_ups = 2;

/// The part of a film around a box that is looked at again: a square, at whole pixels, cut off at
/// the film's border.
/// \param seen  what the network's first input showed of the film
/// \param zoom  how many times smaller than that it is, unless the box needs more room
Box close_up(const Box& suspect, const Box& seen, double zoom, Extent film);

struct CloseUp {
  Box area;                       ///< of the film
  std::vector<SuspectBox> boxes;  ///< seen in it, in pixels of the film
};

/// The boxes of close-ups, and those of the first look whose middle lies in no close-up that shows
/// any; of boxes that lie on each other the most probable. The most probable come first, none is
/// marked as shown.
std::vector<SuspectBox> after_close_ups(std::span<const SuspectBox> first_look,
                                        std::span<const CloseUp> close_ups);

}  // namespace osteon
