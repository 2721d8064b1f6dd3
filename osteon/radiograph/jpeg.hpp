// JPEG: grey, colour-coded grey, and cut short.
#pragma once

#include "osteon/radiograph/formats.hpp"

namespace osteon {

bool is_jpeg(std::span<const std::byte> bytes);
Radiograph read_jpeg(std::span<const std::byte> bytes, const ReadLimits& limits);

}  // namespace osteon
