// TIFF: 8 and 16 bits, grey of either polarity, colour-coded grey, palette; strips and tiles.
#pragma once

#include "osteon/radiograph/formats.hpp"

namespace osteon {

bool is_tiff(std::span<const std::byte> bytes);
Radiograph read_tiff(std::span<const std::byte> bytes, const ReadLimits& limits);

}  // namespace osteon
