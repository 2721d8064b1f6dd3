// Natural-looking unevenness: clouds, bark, tissue.
#pragma once

#include <cstdint>

#include "osteon/phantom/lattice.hpp"

namespace osteon::phantom {

/// Lattice noise in octaves, each half as large as the one before (Perlin, SIGGRAPH 1985).
class Fractal {
 public:
  /// \param size  of the largest lumps, in pixels
  /// \param fall  height of an octave over that of the one before: 0.5 is cloudy, 0.8 is rough
  Fractal(std::uint64_t seed, double size, int octaves = 5, double fall = 0.5)
      : seed_(seed), size_(size), octaves_(octaves), fall_(fall) {}

  /// About -1 to 1, mean 0.
  float at(double x, double y) const {
    double sum = 0;
    double height = 1;
    double whole = 0;
    double pitch = 1 / size_;
    for (int octave = 0; octave < octaves_; ++octave) {
      sum += height *
             lattice(seed_ + static_cast<std::uint64_t>(octave), x * pitch + far, y * pitch + far);
      whole += height;
      height *= fall_;
      pitch *= 2;
    }
    return static_cast<float>(1.6 * sum / whole);
  }

 private:
  static constexpr double far = 4096;  ///< the lattice begins at 0

  std::uint64_t seed_;
  double size_;
  int octaves_;
  double fall_;
};

}  // namespace osteon::phantom
