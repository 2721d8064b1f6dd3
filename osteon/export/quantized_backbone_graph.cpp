#include "osteon/export/quantized_backbone_graph.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/export/layer_nodes.hpp"
#include "osteon/export/quantized_layer.hpp"

namespace osteon {
namespace {

/// The 256 values that a u8 stands for, evenly spaced; larger and smaller ones are cut off.
struct Grid {
  float unit = 1;
  std::uint8_t zero = 0;  ///< stands for 0

  float lowest() const { return -unit * static_cast<float>(zero); }
  float highest() const { return unit * static_cast<float>(255 - zero); }
};

/// After a ReLU, which the cutting off is.
Grid from_zero(float range) { return {.unit = range / 255, .zero = 0}; }

/// The engine's s8, as u8: the runtimes' additions take one type alone.
Grid around_zero(float range) { return {.unit = range / 127, .zero = 128}; }

/// What may be added to a value on `kept` so that the sum, cut off to `sum`, is still right: beyond
/// these limits the sum is cut off whatever is added.
Grid for_adding_to(const Grid& kept, const Grid& sum) {
  const float lowest = sum.lowest() - kept.highest();
  const float unit = (sum.highest() - kept.lowest() - lowest) / 255;
  return {.unit = unit, .zero = static_cast<std::uint8_t>(std::nearbyint(-lowest / unit))};
}

/// The name of a value after its rounding, and to what it was rounded.
struct Rounded {
  std::string name;
  Grid grid;
};

class Builder {
 public:
  Builder(Graph& graph, const Safetensors& weights, const ActivationRanges& ranges)
      : graph_(graph), weights_(weights), ranges_(ranges) {}

  /// At fp32, as in the engine: it sees one channel, which fills no register with whole numbers.
  Rounded stem(const ConvLayer& layer, const MaxPool& pool) {
    // The ReLU stands behind the pool, which is the same. With the ReLU before it, ONNX
    // Runtime 1.30 moves the rounding there too, and its profile then shows a slow pool of u8.
    const std::string wide = add_convolution(graph_, layer, Graph::input, weights_);
    const std::string narrow = add_max_pool(graph_, pool, wide);
    return rounded(graph_.add("Relu", narrow + ".relu", {narrow}), from_zero(range(layer.name)));
  }

  Rounded block(const Block& block, const Rounded& from) {
    const Rounded kept = block.shortcut ? convolve(*block.shortcut, from) : from;
    const Rounded seen = convolve(block.spatial, convolve(block.reduce, from));
    const Grid sum = from_zero(range(block.expand.name));
    const Rounded added = rounded(linear(block.expand, seen), for_adding_to(kept.grid, sum));
    return rounded(graph_.add("Add", block.expand.name + ".sum", {added.name, kept.name}), sum);
  }

  Rounded neck(const Neck& neck, const Rounded& before, const Rounded& last) {
    const std::string coarse = add_enlargement(graph_, convolve(neck.coarse, last).name);
    const std::string fine = convolve(neck.fine, before).name;
    Rounded places =
        rounded(graph_.add("Add", "neck.sum", {coarse, fine}), from_zero(range("neck")));
    for (const ConvLayer& layer : neck.further) places = convolve(layer, places);
    return places;
  }

 private:
  Rounded convolve(const ConvLayer& layer, const Rounded& from) {
    const float reach = range(layer.name);
    return rounded(linear(layer, from), layer.relu ? from_zero(reach) : around_zero(reach));
  }

  /// Without its ReLU and not rounded.
  std::string linear(const ConvLayer& layer, const Rounded& from) {
    const QuantizedLayer whole = quantized(fold(layer, weights_), from.grid.unit);
    const std::vector<std::int8_t> zeros(whole.weight_units.size());
    const std::string weight = layer.name + ".weight";
    const std::string bias = layer.name + ".bias";
    const auto from_whole = [&](const std::string& name, std::initializer_list<std::string> in) {
      return graph_.add("DequantizeLinear", name, in, {{"axis", std::int64_t{0}}});
    };
    return add_convolution(
        graph_, layer, from.name,
        from_whole(weight, {graph_.constant(weight + ".whole",
                                            {layer.out, layer.in, layer.kernel, layer.kernel},
                                            whole.weights),
                            graph_.constant(weight + ".unit", {layer.out}, whole.weight_units),
                            graph_.constant(weight + ".zero", {layer.out}, zeros)}),
        from_whole(bias, {graph_.constant(bias + ".whole", {layer.out}, whole.bias),
                          graph_.constant(bias + ".unit", {layer.out}, whole.bias_units)}));
  }

  Rounded rounded(const std::string& value, const Grid& grid) {
    const std::string unit =
        graph_.constant(value + ".unit", {}, std::span<const float>(&grid.unit, 1));
    const std::string zero =
        graph_.constant(value + ".zero", {}, std::span<const std::uint8_t>(&grid.zero, 1));
    const std::string whole = graph_.add("QuantizeLinear", value + ".whole", {value, unit, zero});
    return {graph_.add("DequantizeLinear", value + ".rounded", {whole, unit, zero}), grid};
  }

  float range(const std::string& name) const {
    const auto found = ranges_.find(name);
    if (found == ranges_.end())
      throw Error(ErrorCode::bad_argument,
                  fmt::format("int8 needs the range of '{}', which the pack does not hold; measure "
                              "it with 'osteon model quantize', or export at fp32",
                              name));
    return found->second;
  }

  Graph& graph_;
  const Safetensors& weights_;
  const ActivationRanges& ranges_;
};

}  // namespace

SeenInGraph add_quantized_backbone(Graph& graph, const Backbone& backbone,
                                   const Safetensors& weights, const ActivationRanges& ranges) {
  Builder builder(graph, weights, ranges);
  Rounded last = builder.stem(backbone.stem, backbone.pool);
  Rounded before;
  for (const auto& stage : backbone.stages) {
    before = last;
    for (const Block& block : stage) last = builder.block(block, last);
  }
  if (!backbone.neck) return {.places = last.name, .last = {}};
  return {.places = builder.neck(*backbone.neck, before, last).name, .last = last.name};
}

}  // namespace osteon
