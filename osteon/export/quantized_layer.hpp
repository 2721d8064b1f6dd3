// A convolution in whole numbers.
#pragma once

#include <cstdint>
#include <vector>

#include "osteon/engine/fold.hpp"

namespace osteon {

/// Weights of eight bits and a bias of 32, with a unit of its own for each output channel: what 1
/// stands for.
struct QuantizedLayer {
  std::vector<std::int8_t> weights;  ///< out x in x kernel x kernel; -127 to 127
  std::vector<float> weight_units;
  std::vector<std::int32_t> bias;
  std::vector<float> bias_units;  ///< of the channel's sums: the weights' times the input's
};

/// \param unit_in  of what the layer reads
///
/// The largest weight of a channel becomes 127, as in the engine, unless the bias would then not
/// fit: where the weights are all but 0, as where a batch norm has no gain left, the unit grows.
QuantizedLayer quantized(const FoldedLayer& layer, float unit_in);

}  // namespace osteon
