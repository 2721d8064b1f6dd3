// Smooth random values over the plane: a number at each whole point, bilinear between them.
#pragma once

#include <cstdint>

namespace osteon::phantom {

/// -1 to 1.
inline float lattice_point(std::uint64_t seed, std::int64_t x, std::int64_t y) {
  std::uint64_t z = seed + static_cast<std::uint64_t>(x) * 0x9E3779B97F4A7C15u +
                    static_cast<std::uint64_t>(y) * 0xC2B2AE3D27D4EB4Fu;
  z = (z ^ (z >> 29)) * 0xBF58476D1CE4E5B9u;
  return static_cast<float>(z >> 40) * (2.0F / (1 << 24)) - 1;
}

/// `x` and `y` at least 0.
inline float lattice(std::uint64_t seed, double x, double y) {
  const auto x0 = static_cast<std::int64_t>(x);
  const auto y0 = static_cast<std::int64_t>(y);
  const auto fx = static_cast<float>(x - static_cast<double>(x0));
  const auto fy = static_cast<float>(y - static_cast<double>(y0));
  const float upper = lattice_point(seed, x0, y0) * (1 - fx) + lattice_point(seed, x0 + 1, y0) * fx;
  const float lower =
      lattice_point(seed, x0, y0 + 1) * (1 - fx) + lattice_point(seed, x0 + 1, y0 + 1) * fx;
  return upper * (1 - fy) + lower * fy;
}

}  // namespace osteon::phantom
