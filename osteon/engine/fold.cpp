#include "osteon/engine/fold.hpp"

#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <string>

#include <fmt/format.h>

#include "osteon/base/error.hpp"

namespace osteon {
namespace {

std::vector<float> tensor(const Safetensors& weights, const std::string& name,
                          std::initializer_list<std::int64_t> shape) {
  return weights.floats(name, {shape.begin(), shape.size()});
}

}  // namespace

// norm(w * x) = gain * (w * x - mean) / sqrt(variance + epsilon) + shift, and the convolution is
// linear, so the factor goes into w and the rest is a bias.
FoldedLayer fold(const ConvLayer& layer, const Safetensors& weights) {
  FoldedLayer folded{
      .weights = tensor(weights, layer.name + ".weight",
                        {layer.out, layer.in, layer.kernel, layer.kernel}),
      .bias = tensor(weights, layer.norm + ".bias", {layer.out}),
  };
  const auto gain = tensor(weights, layer.norm + ".weight", {layer.out});
  const auto mean = tensor(weights, layer.norm + ".running_mean", {layer.out});
  const auto variance = tensor(weights, layer.norm + ".running_var", {layer.out});

  const auto channels = static_cast<std::size_t>(layer.out);
  const std::size_t per_channel = folded.weights.size() / channels;
  for (std::size_t channel = 0; channel < channels; ++channel) {
    if (!(variance[channel] >= 0))
      throw Error(ErrorCode::bad_model,
                  fmt::format("'{}.running_var' is {} in channel {}, and a variance is 0 or more; "
                              "train the pack again or fetch it anew",
                              layer.norm, variance[channel], channel));
    const float factor = gain[channel] / std::sqrt(variance[channel] + batch_norm_epsilon);
    folded.bias[channel] -= mean[channel] * factor;
    float* const kernel = folded.weights.data() + channel * per_channel;
    for (std::size_t i = 0; i < per_channel; ++i) kernel[i] *= factor;
  }
  return folded;
}

}  // namespace osteon
