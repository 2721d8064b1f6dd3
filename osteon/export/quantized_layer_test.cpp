#include "osteon/export/quantized_layer.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

#include "osteon/base/random.hpp"

using namespace osteon;

namespace {

FoldedLayer random_layer(std::size_t channels, std::size_t per_channel, std::uint64_t seed) {
  Random random(seed);
  FoldedLayer layer;
  for (std::size_t channel = 0; channel < channels; ++channel) {
    const double reach = std::pow(10, random.uniform(-3, 1));  // channels differ by this much
    for (std::size_t i = 0; i < per_channel; ++i)
      layer.weights.push_back(static_cast<float>(random.uniform(-reach, reach)));
    layer.bias.push_back(static_cast<float>(random.uniform(-5, 5)));
  }
  return layer;
}

}  // namespace

TEST_CASE("each channel's weights and bias come back within half a unit of its own", "[export]") {
  constexpr std::size_t channels = 7;
  constexpr std::size_t per_channel = 27;
  constexpr float unit_in = 0.03F;
  const auto seed = GENERATE(range(1U, 6U));
  CAPTURE(seed);
  const FoldedLayer layer = random_layer(channels, per_channel, seed);
  const QuantizedLayer whole = quantized(layer, unit_in);
  REQUIRE(whole.weights.size() == layer.weights.size());

  for (std::size_t channel = 0; channel < channels; ++channel) {
    const float unit = whole.weight_units[channel];
    int most = 0;
    for (std::size_t i = channel * per_channel; i < (channel + 1) * per_channel; ++i) {
      CHECK(static_cast<float>(whole.weights[i]) * unit ==
            Approx(layer.weights[i]).margin(0.501 * unit));
      most = std::max(most, std::abs(int{whole.weights[i]}));
    }
    CHECK(most == 127);
    CHECK(whole.bias_units[channel] == unit * unit_in);
    CHECK(static_cast<double>(whole.bias[channel]) * whole.bias_units[channel] ==
          Approx(layer.bias[channel]).margin(0.501 * whole.bias_units[channel]));
  }
}

// A batch norm without gain leaves weights of 0 and a bias. With a unit for the weights alone, the
// bias would be cut off to something else.
TEST_CASE("a channel that says the same everywhere keeps saying it", "[export]") {
  const float weight = GENERATE(0.0F, 1e-20F, 1e-38F);
  CAPTURE(weight);
  const FoldedLayer layer{.weights = {weight, -weight, 0.5F, 0.25F}, .bias = {-3.5F, 0}};
  const QuantizedLayer whole = quantized(layer, 0.02F);
  CHECK(whole.weights == std::vector<std::int8_t>{0, 0, 127, 64});
  CHECK(static_cast<float>(whole.bias[0]) * whole.bias_units[0] == Approx(-3.5F));
  CHECK(whole.bias[1] == 0);
}
