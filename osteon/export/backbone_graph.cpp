#include "osteon/export/backbone_graph.hpp"

#include "osteon/export/layer_nodes.hpp"

namespace osteon {
namespace {

class Builder {
 public:
  Builder(Graph& graph, const Safetensors& weights) : graph_(graph), weights_(weights) {}

  /// Without its ReLU.
  std::string linear(const ConvLayer& layer, const std::string& from) {
    return add_convolution(graph_, layer, from, weights_);
  }

  std::string convolve(const ConvLayer& layer, const std::string& from) {
    const std::string result = linear(layer, from);
    return layer.relu ? graph_.add("Relu", result + ".relu", {result}) : result;
  }

  std::string sum(const std::string& name, const std::string& a, const std::string& b) {
    return graph_.add("Relu", name + ".relu", {graph_.add("Add", name, {a, b})});
  }

  std::string block(const Block& block, const std::string& from) {
    const std::string kept = block.shortcut ? convolve(*block.shortcut, from) : from;
    const std::string seen = convolve(block.spatial, convolve(block.reduce, from));
    return sum(block.expand.name + ".sum", linear(block.expand, seen), kept);
  }

  std::string neck(const Neck& neck, const std::string& before, const std::string& last) {
    const std::string coarse = add_enlargement(graph_, convolve(neck.coarse, last));
    std::string places = sum("neck.sum", coarse, convolve(neck.fine, before));
    for (const ConvLayer& layer : neck.further) places = convolve(layer, places);
    return places;
  }

 private:
  Graph& graph_;
  const Safetensors& weights_;
};

std::string mean(Graph& graph, const std::string& name, const std::string& from) {
  return graph.add("Flatten", name, {graph.add("GlobalAveragePool", name + ".pooled", {from})});
}

}  // namespace

SeenInGraph add_backbone(Graph& graph, const Backbone& backbone, const Safetensors& weights) {
  Builder builder(graph, weights);
  std::string last =
      add_max_pool(graph, backbone.pool, builder.convolve(backbone.stem, Graph::input));
  std::string before;
  for (const auto& stage : backbone.stages) {
    before = last;
    for (const Block& block : stage) last = builder.block(block, last);
  }
  if (!backbone.neck) return {.places = last, .last = {}};
  return {.places = builder.neck(*backbone.neck, before, last), .last = last};
}

std::string add_places_mean(Graph& graph, const SeenInGraph& seen) {
  return mean(graph, "places.mean", seen.places);
}

std::string add_film_features(Graph& graph, const SeenInGraph& seen) {
  const std::string places = add_places_mean(graph, seen);
  if (seen.last.empty()) return places;
  return graph.add("Concat", "film", {places, mean(graph, "last.mean", seen.last)},
                   {{"axis", std::int64_t{1}}});
}

}  // namespace osteon
