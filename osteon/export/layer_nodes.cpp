#include "osteon/export/layer_nodes.hpp"

#include <array>
#include <cstdint>
#include <vector>

#include "osteon/engine/fold.hpp"

namespace osteon {
namespace {

std::vector<std::int64_t> both(std::int64_t size) { return {size, size}; }
std::vector<std::int64_t> all_around(std::int64_t size) { return {size, size, size, size}; }

}  // namespace

std::string add_convolution(Graph& graph, const ConvLayer& layer, const std::string& from,
                            const std::string& weight, const std::string& bias) {
  return graph.add("Conv", layer.name, {from, weight, bias},
                   {{"kernel_shape", both(layer.kernel)},
                    {"strides", both(layer.stride)},
                    {"pads", all_around(layer.padding)}});
}

std::string add_convolution(Graph& graph, const ConvLayer& layer, const std::string& from,
                            const Safetensors& weights) {
  const FoldedLayer folded = fold(layer, weights);
  return add_convolution(
      graph, layer, from,
      graph.constant(layer.name + ".weight", {layer.out, layer.in, layer.kernel, layer.kernel},
                     folded.weights),
      graph.constant(layer.name + ".bias", {layer.out}, folded.bias));
}

std::string add_max_pool(Graph& graph, const MaxPool& pool, const std::string& from) {
  return graph.add("MaxPool", "pool", {from},
                   {{"kernel_shape", both(pool.kernel)},
                    {"strides", both(pool.stride)},
                    {"pads", all_around(pool.padding)},
                    {"ceil_mode", std::int64_t{pool.round_up}}});
}

std::string add_enlargement(Graph& graph, const std::string& from) {
  constexpr std::array scales{1.0F, 1.0F, 2.0F, 2.0F};
  return graph.add("Resize", "neck.enlarged",
                   {from, "", graph.constant("neck.scales", {4}, std::span<const float>(scales))},
                   {{"mode", "nearest"},
                    {"coordinate_transformation_mode", "asymmetric"},
                    {"nearest_mode", "floor"}});
}

}  // namespace osteon
