// Where on a film the limb lies.
#pragma once

#include "osteon/radiograph/outline.hpp"
#include "osteon/radiograph/radiograph.hpp"

namespace osteon {

/// The part of a radiograph that shows anatomy, in whole pixels: even borders (collimator, film
/// edge) are left out, then what is as dark as the air beside the limb, with a margin kept. The
/// whole radiograph where nothing stands out. The same film with wider borders gives the same
/// limb, to a hundredth of its size.
Box exposed_limb(const Radiograph& radiograph);

}  // namespace osteon
