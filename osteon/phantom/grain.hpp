// The texture of spongy bone: smooth random values over the body, not over the pixels.
#pragma once

#include <cstdint>

#include "osteon/phantom/lattice.hpp"
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
    return 0.6F * lattice(seed_, mm_x / coarse_mm, mm_y / coarse_mm) +
           0.4F * lattice(seed_, mm_x / fine_mm, mm_y / fine_mm);
  }

 private:
  static constexpr double coarse_mm = 3.1;
  static constexpr double fine_mm = 1.3;

  std::uint64_t seed_;
  Film film_;
};

}  // namespace osteon::phantom
