// Batch norm folded into the convolution before it, as it can be once its statistics are fixed.
#pragma once

#include <vector>

#include "osteon/model/architecture.hpp"
#include "osteon/model/safetensors.hpp"

namespace osteon {

/// What a convolution and its batch norm amount to together.
struct FoldedLayer {
  std::vector<float> weights;  ///< out x in x kernel x kernel
  std::vector<float> bias;     ///< one for each output channel
};

/// \throws Error(bad_model) when a tensor is missing, has another shape or a negative variance
FoldedLayer fold(const ConvLayer& layer, const Safetensors& weights);

}  // namespace osteon
