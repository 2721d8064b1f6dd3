// What a dense head is taught about one image: which places of its grid show a finding, and the box
// around it.
#pragma once

#include <span>

#include "osteon/radiograph/outline.hpp"

namespace osteon {

/// The targets of one image over a grid of `cells` x `cells` that tiles a square of `side` pixels.
struct PlaceTargets {
  int cells = 0;
  int side = 0;
  std::span<float> places;  ///< cells * cells: 1 shows it, 0 does not, -1 says nothing
  std::span<float> boxes;   ///< 4 * cells * cells: see fill_places()
};

/// A place shows a finding when its centre lies within an outline or nearer than a third of a cell
/// to one, so that none is too small to be taught, and in the middle of the outline's box: half as
/// wide and high, or two cells if that is more. Where no place is both, those in the outline show
/// it. The other places in the outline and around it, up to one cell away, say nothing. Where it
/// shows one, the four planes of `boxes` hold the distances from the place's centre to the left,
/// top, right and bottom of the smallest such outline's box, in cells. \param outlines  in the
/// pixels of the square
void fill_places(std::span<const Outline> outlines, const PlaceTargets& targets);

/// For an image that shows a finding somewhere, nobody knows where.
void fill_unknown(const PlaceTargets& targets);

}  // namespace osteon
