// PNG: 1 to 16 bits, grey, colour-coded grey, palette, alpha, interlaced.
#pragma once

#include "osteon/radiograph/formats.hpp"

namespace osteon {

bool is_png(std::span<const std::byte> bytes);
Radiograph read_png(std::span<const std::byte> bytes, const ReadLimits& limits);

}  // namespace osteon
