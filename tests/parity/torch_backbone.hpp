// A backbone out of libtorch's own functions. Names no libtorch type, so that only one source needs
// its header.
#pragma once

#include "osteon/engine/network.hpp"

namespace osteon {

/// \param input  N x 1 x H x W, of any size
FeatureMaps run_torch(const Backbone& backbone, const Safetensors& weights, const Tensor& input);

}  // namespace osteon
