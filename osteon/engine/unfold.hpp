// The stem over two by two pixels at once: an image of one channel seen as one of four channels,
// half as wide and high. A convolution that steps over every second pixel then steps over every
// place, and multiplies four numbers where it had one, which is what an instruction for 8-bit
// numbers takes.
#pragma once

#include <span>
#include <vector>

#include "osteon/engine/schedule.hpp"

namespace osteon {

/// Whether `layer` gives the same over unfolded pixels of an image of side x side.
bool can_unfold(const ConvLayer& layer, int side);

/// What a convolution's kernel covers, of its input as it is laid out.
struct Window {
  int channels = 0;
  int side = 0;  ///< rows, and columns as well
  int stride = 1;
  int before = 0;  ///< zeros to the left and above
  int after = 0;   ///< and to the right and below
};

/// Of a step that convolves.
Window window_of(const Step& step);

/// The weights of an unfolded convolution: out x 4 x side x side of its window, with zeros where
/// the window is larger than the kernel. Channel 2 y + x holds the pixel (y, x) of the four.
///
/// `weights` is out x 1 x kernel x kernel.
std::vector<float> unfolded_weights(const ConvLayer& layer, std::span<const float> weights);

}  // namespace osteon
