// The same network in plain loops and double precision: slow, obvious, what the fast one is held
// to.
#pragma once

#include "osteon/engine/network.hpp"

namespace osteon {

/// \param input  N x 1 x H x W of any size that leaves at least one position at the end
FeatureMaps run_reference(const Backbone& backbone, const Safetensors& weights,
                          const Tensor& input);

}  // namespace osteon
