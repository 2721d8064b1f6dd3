#pragma once

#include "osteon/radiograph/outline.hpp"
#include "osteon/radiograph/radiograph.hpp"

namespace osteon {

/// The pixels of a radiograph in `area`, which lies inside it at whole pixels and holds at least
/// one, and all that its file says.
Radiograph part_of(const Radiograph& radiograph, const Box& area);

}  // namespace osteon
