// The texture of spongy bone: smooth random values over the body, not over the pixels.
#pragma once

#include <cmath>
#include <cstdint>

#include "osteon/phantom/raster.hpp"

namespace osteon::phantom {

/// Lattice noise in two sizes of grain, fixed to millimetres, so that a larger film shows the same
/// texture larger.
class Grain {
 public:
  Grain(std::uint64_t seed, const Film& film) : seed_(seed), film_(film) {}

  /// At a pixel; about -1 to 1, mean 0.
  float at(int x, int y) const {
    const double mm_x = (x - film_.extent.width / 2.0) / film_.pixels_per_mm + 1000;
    const double mm_y = (y - film_.extent.height / 2.0) / film_.pixels_per_mm + 1000;
    return 0.6F * smooth(mm_x / coarse_mm, mm_y / coarse_mm) +
           0.4F * smooth(mm_x / fine_mm, mm_y / fine_mm);
  }

 private:
  static constexpr double coarse_mm = 3.1;
  static constexpr double fine_mm = 1.3;

  float corner(std::int64_t x, std::int64_t y) const {
    std::uint64_t z = seed_ + static_cast<std::uint64_t>(x) * 0x9E3779B97F4A7C15u +
                      static_cast<std::uint64_t>(y) * 0xC2B2AE3D27D4EB4Fu;
    z = (z ^ (z >> 29)) * 0xBF58476D1CE4E5B9u;
    return static_cast<float>(z >> 40) * (2.0F / (1 << 24)) - 1;
  }
  float smooth(double x, double y) const {
    const auto x0 = static_cast<std::int64_t>(x);
    const auto y0 = static_cast<std::int64_t>(y);
    const auto fx = static_cast<float>(x - static_cast<double>(x0));
    const auto fy = static_cast<float>(y - static_cast<double>(y0));
    const float upper = corner(x0, y0) * (1 - fx) + corner(x0 + 1, y0) * fx;
    const float lower = corner(x0, y0 + 1) * (1 - fx) + corner(x0 + 1, y0 + 1) * fx;
    return upper * (1 - fy) + lower * fy;
  }

  std::uint64_t seed_;
  Film film_;
};

}  // namespace osteon::phantom
