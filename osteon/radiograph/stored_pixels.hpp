// Pixels as a DICOM object stores them, decompressed but not yet given a meaning.
#pragma once

#include <cstdint>
#include <vector>

#include "osteon/radiograph/radiograph.hpp"

namespace osteon {

struct StoredPixels {
  Extent extent;
  int channels = 1;        ///< 1, or 3 interleaved
  int bits = 8;            ///< Bits Stored: samples are below 2^bits
  bool is_signed = false;  ///< samples are two's complement in that many bits
  std::vector<std::uint16_t> samples;
};

}  // namespace osteon
