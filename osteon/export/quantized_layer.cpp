#include "osteon/export/quantized_layer.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>

namespace osteon {
namespace {

constexpr float most_of_weight = 127;
constexpr float most_of_bias = 1 << 30;  // half of what 32 bits hold, and exact as a float

float largest(std::span<const float> values) {
  float largest = 0;
  for (const float value : values) largest = std::max(largest, std::abs(value));
  return largest;
}

}  // namespace

QuantizedLayer quantized(const FoldedLayer& layer, float unit_in) {
  const std::size_t channels = layer.bias.size();
  const std::size_t per_channel = layer.weights.size() / channels;
  QuantizedLayer whole;
  whole.weights.reserve(layer.weights.size());
  for (std::size_t channel = 0; channel < channels; ++channel) {
    const auto weights = std::span(layer.weights).subspan(channel * per_channel, per_channel);
    const float bias = layer.bias[channel];
    const float unit = std::max(
        {largest(weights) / most_of_weight, std::abs(bias) / (unit_in * most_of_bias), 1e-30F});
    for (const float weight : weights)
      whole.weights.push_back(static_cast<std::int8_t>(std::nearbyint(weight / unit)));
    whole.weight_units.push_back(unit);
    whole.bias_units.push_back(unit_in * unit);
    whole.bias.push_back(static_cast<std::int32_t>(std::nearbyint(bias / (unit_in * unit))));
  }
  return whole;
}

}  // namespace osteon
