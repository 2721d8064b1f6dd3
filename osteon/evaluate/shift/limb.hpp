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

/// The smallest box around all outlines; `outlines` is not empty.
Box around(std::span<const Outline> outlines);

}  // namespace osteon::shift
