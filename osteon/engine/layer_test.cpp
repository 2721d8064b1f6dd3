// Every layer shape of ResNet-50, at every precision, against plain loops.
#include <set>
#include <tuple>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "osteon/engine/closeness.hpp"
#include "osteon/engine/laid_steps.hpp"
#include "osteon/engine/plain.hpp"
#include "osteon/engine/plan.hpp"
#include "osteon/engine/random_weights.hpp"

using namespace osteon;

namespace {

// fp32 adds up to 4,608 products in another order than the reference. bf16 keeps 8 bits of each
// factor and of the sum: 2^-9 of a value several times the root mean square at the most.
double tolerance(Precision precision) { return precision == Precision::fp32 ? 2e-5 : 0.04; }

std::vector<float> plainly(const ConvLayer& layer, const Safetensors& weights,
                           const Tensor& input) {
  std::vector<float> values;
  const auto [images, channels, rows, columns] = input.shape;
  auto from = input.values.begin();
  for (int image = 0; image < images; ++image) {
    Volume volume(channels, rows, columns);
    for (double& value : volume.values) value = *from++;
    const Volume out = plain_convolution(layer, weights, volume);
    for (int y = 0; y < out.rows; ++y)
      for (int x = 0; x < out.columns; ++x)
        for (int channel = 0; channel < out.channels; ++channel)
          values.push_back(static_cast<float>(out.at(channel, y, x)));
  }
  return values;
}

std::vector<float> quickly(const ConvLayer& layer, const Safetensors& weights, const Tensor& input,
                           Precision precision) {
  const int side = input.shape[2];
  const Step step{.operation = layer,
                  .channels_in = layer.in,
                  .channels_out = layer.out,
                  .side_in = side,
                  .side_out = convolved(side, layer)};
  const LaidSteps laid({step}, weights, precision);
  Plan plan(laid, input.shape[0]);
  const Arena arena(plan.arena_size());
  std::vector<float> output(
      Tensor({input.shape[0], layer.out, step.side_out, step.side_out}).values.size());
  dnnl::stream stream(laid.engine());
  plan.run(stream, input.values, output, {}, arena);
  return output;
}

void check_layer(const ConvLayer& layer, int side, int images, std::uint64_t seed) {
  const std::vector<const ConvLayer*> alone{&layer};
  const Safetensors weights = random_weights(alone, seed);
  const Tensor input = random_input({images, layer.in, side, side}, seed + 1);
  const auto right = plainly(layer, weights, input);
  for (const Precision precision : available_precisions()) {
    INFO(
        fmt::format("check_layer({} [{} x {} x {} x {}, stride {}], side {}, images {}, seed {}) "
                    "at {}",
                    layer.name, layer.out, layer.in, layer.kernel, layer.kernel, layer.stride, side,
                    images, seed, name_of(precision)));
    CHECK(largest_error(quickly(layer, weights, input, precision), right) < tolerance(precision));
  }
}

/// The layers of these backbones that differ in more than their names.
std::vector<ConvLayer> distinct_layers() {
  std::set<std::tuple<int, int, int, int, bool>> seen;
  std::vector<ConvLayer> layers;
  for (const auto* const architecture : {"resnet50-v1", "resnet50-v1.5", "resnet-tiny"}) {
    const Backbone backbone = backbone_named(architecture);
    for (const ConvLayer* layer : backbone.convolutions())
      if (seen.emplace(layer->in, layer->out, layer->kernel, layer->stride, layer->relu).second)
        layers.push_back(*layer);
  }
  return layers;
}

}  // namespace

TEST_CASE("each layer shape of ResNet computes what plain loops do, at awkward sizes",
          "[engine][layer]") {
  std::uint64_t seed = 100;
  for (const ConvLayer& layer : distinct_layers())
    for (const auto& [side, images] : {std::pair{1, 1}, {2, 3}, {5, 2}}) {
      check_layer(layer, side, images, seed);
      ++seed;
    }
}

TEST_CASE("the stem computes what plain loops do where its 7x7 window hangs over every edge",
          "[engine][layer]") {
  const ConvLayer stem = backbone_named("resnet50-v1").stem;
  for (const int side : {3, 31, 64, 97}) check_layer(stem, side, 2, 7);
}
