// A radiograph with fewer pixels, for a screen.
#pragma once

#include <cstdint>
#include <vector>

#include "osteon/radiograph/radiograph.hpp"

namespace osteon::service {

struct Shrunk {
  Extent extent;
  std::vector<std::uint16_t> values;  ///< row by row, 0 dark to 65535 bright
};

/// Each value is the mean of the area that it stands for. Unchanged when it is no longer than
/// `longest`.
Shrunk shrink(const Radiograph& radiograph, int longest);

}  // namespace osteon::service
