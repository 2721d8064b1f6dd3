// A broken bone, made from the shadow of the sound one.
#pragma once

#include <array>

#include "osteon/base/random.hpp"
#include "osteon/phantom/raster.hpp"
#include "osteon/phantom/solids.hpp"

namespace osteon::phantom {

/// Where and how a bone gives way; lengths in pixels.
struct Break {
  Point centre;
  Point along;                  ///< unit vector down the bone
  double half_width;            ///< of the bone
  double slant;                 ///< of the line: 0 across the bone, 1 at 45 degrees to it
  double twist;                 ///< how far a spiral line swings up and down the bone
  std::array<double, 9> teeth;  ///< steps of the line from one side of the bone to the other
  double gap;
  double lucency;  ///< share of the bone's shadow that is missing in the gap
  Point shift;     ///< of the far fragment
  double bend;     ///< of the far fragment, in radians
  double reach;    ///< how far from the centre the far fragment is displaced
};

Break break_at(const Station& station, const Film& film, Random& random);

/// The far fragment is displaced most at the line and not at all beyond the reach, so that the rest
/// of the limb stays as it was.
Raster broken(const Raster& sound, const Break& how);

}  // namespace osteon::phantom
