// From a radiograph to what a network sees: the only preparation there is, for training,
// evaluation and use alike.
#pragma once

#include <span>

#include "osteon/model/tensor.hpp"
#include "osteon/radiograph/outline.hpp"
#include "osteon/radiograph/radiograph.hpp"

namespace osteon {

/// How a pack wants its input; part of pack.json.
struct InputSpec {
  int side = 288;  ///< the input is side x side, 32 to 2048
  /// Only the limb is shown to the network (see exposed_limb()), so that it does not matter how
  /// much air and collimator a room leaves around it.
  bool crop_to_limb = false;
  /// The grey values at these percentiles of what is shown become 0 and 1, so that films of any
  /// exposure and depth look alike. 0 and 100 keep the whole range.
  double low_percentile = 1.0;
  double high_percentile = 99.5;
  /// The network's number for grey g in [0, 1] is (g * scale - subtract).
  float scale = 255.0F;
  float subtract = 114.0F;
};

/// Which part of the radiograph is shown, and where it lies inside the square that the network
/// sees, in the square's pixels.
struct Placement {
  Box from;  ///< in whole pixels of the radiograph
  float left = 0;
  float top = 0;
  float width = 0;
  float height = 0;
};

/// Aspect ratio kept, centred, the rest filled with black (air).
Placement placement(const Box& from, int side);

/// One radiograph as `side * side` numbers, row by row. Resampled with a triangle filter that
/// widens when it shrinks, so that nothing aliases. `out` holds exactly side * side values.
Placement prepare(const Radiograph& radiograph, const InputSpec& spec, std::span<float> out);

/// N x 1 x side x side.
Tensor prepare(std::span<const Radiograph> radiographs, const InputSpec& spec);

}  // namespace osteon
