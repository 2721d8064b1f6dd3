// From what the body takes away to what the plate shows: blur, scatter, grey scale, noise,
// shutters.
#pragma once

#include <string_view>
#include <vector>

#include "osteon/base/random.hpp"
#include "osteon/phantom/raster.hpp"

namespace osteon::phantom {

/// How one exposure is developed; drawn from the seed, and measured on the unbroken limb, so that a
/// fracture changes its own place and nothing else.
struct Development {
  double veil;       ///< scattered radiation, as a share of the open beam
  double darkest;    ///< grey of the open beam
  double brightest;  ///< grey of the densest bone
  double densest;    ///< signal that is shown as brightest
  double contrast;   ///< exponent that puts soft tissue at a dark grey
  double heel;       ///< unevenness of the beam from top to bottom
  double noise;      ///< standard deviation in grey
};
Development develop_for(const Raster& attenuation, Random& random);

/// Grey values in [0, 1], bone bright. `noise_seed` fixes the noise of every pixel.
std::vector<float> developed(Raster attenuation, const Film& film, const Development& development,
                             std::uint64_t noise_seed);

/// The part of the plate that was not exposed, at one or more edges.
struct Shutter {
  double left = 0, top = 0, right = 0, bottom = 0;  ///< widths in pixels at the middle of the edge
  double skew = 0;                                  ///< slope of the edges
  float grey = 0;
};
Shutter shutter_for(Extent extent, Random& random);
void close(std::vector<float>& grey, Extent extent, const Shutter& shutter);

/// Lays letters over the picture with their top left corner at `left`, `top`.
void imprint(std::vector<float>& grey, Extent extent, const Raster& letters, int left, int top,
             float brightness);

}  // namespace osteon::phantom
