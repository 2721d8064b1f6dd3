// Pixels as a DICOM object stores them, decompressed but not yet given a meaning.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "osteon/radiograph/radiograph.hpp"

namespace osteon {

/// Where in a word of 16 bits a sample lies.
struct SampleBits {
  int shift = 0;
  int mask = 0xFFFF;
  bool clamp = false;

  std::uint16_t operator()(int word) const {
    word >>= shift;
    return static_cast<std::uint16_t>(clamp ? std::min(word, mask) : word & mask);
  }
};

struct StoredPixels {
  Extent extent;
  int channels = 1;        ///< 1, or 3 interleaved
  int bits = 8;            ///< Bits Stored: samples are below 2^bits
  bool is_signed = false;  ///< samples are two's complement in that many bits
  std::vector<std::uint16_t> samples;
  /// Instead of `samples`, where a single channel lies ready in the file or in the data set, which
  /// must outlive this: a film of five megapixels is not copied to be looked at once.
  std::span<const std::uint16_t> words;
  SampleBits in_word;  ///< of each of `words`
};

}  // namespace osteon
