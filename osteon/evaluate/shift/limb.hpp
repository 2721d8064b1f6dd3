// Where on a film the anatomy lies, by another rule than the one by which packs are shown the limb
// (exposed_limb()): a shift that cropped as the pack does would be undone before it is measured.
#pragma once

#include <span>

#include "osteon/radiograph/outline.hpp"
#include "osteon/radiograph/radiograph.hpp"

namespace osteon::shift {

struct Limb {
  Box box;
  Point middle;  ///< the mean place of what is brighter than the background
};

/// The largest connected region brighter than the background (Otsu, IEEE Trans. SMC 1979, on cells
/// of about a hundredth of the film); the whole film where there is none.
Limb find_limb(const Radiograph& radiograph);

/// Where to look at the bone from near: of the places as bright as bone (Otsu, over what is not
/// blank: paper, lead) the one nearest to their mean, which itself may lie in the air between two
/// exposures or beside a bent limb. The film's middle where there is none.
Point find_bone(const Radiograph& radiograph);

/// The smallest box around all outlines; `outlines` is not empty.
Box around(std::span<const Outline> outlines);

}  // namespace osteon::shift
