// A short code of what a radiograph looks like: near for copies, far for different pictures.
#pragma once

#include <array>
#include <cstdint>

#include "osteon/radiograph/radiograph.hpp"

namespace osteon {

/// The signs of the 255 lowest frequencies of the picture, after Zauner, "Implementation and
/// Benchmarking of Perceptual Image Hash Functions" (2010): another size, compression, brightness
/// or contrast leaves most of them as they are.
struct PictureHash {
  std::array<std::uint64_t, 4> bits{};
  friend bool operator==(const PictureHash&, const PictureHash&) = default;
};

PictureHash picture_hash(const Radiograph& radiograph);

/// In how many of the 256 places two codes differ; about 128 for pictures that have nothing in
/// common.
int distance(const PictureHash& a, const PictureHash& b);

}  // namespace osteon
