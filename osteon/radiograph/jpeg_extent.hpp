// The size that a JPEG or JPEG-LS stream declares.
#pragma once

#include <cstddef>
#include <span>

#include "osteon/radiograph/radiograph.hpp"

namespace osteon {

/// From the first frame header, without decoding anything; 0 x 0 where there is none.
Extent jpeg_extent(std::span<const std::byte> stream);

}  // namespace osteon
