// A backbone as nodes of an ONNX graph: the third builder over the description of the network,
// beside the engine and the trainer.
#pragma once

#include <string>

#include "osteon/export/graph.hpp"
#include "osteon/model/architecture.hpp"
#include "osteon/model/safetensors.hpp"

namespace osteon {

/// Names of the values that heads stand over.
struct SeenInGraph {
  std::string places;  ///< N x Backbone::features() x rows x columns
  std::string last;    ///< under a neck what the last stage says, else empty
};

/// Batch norms are folded into their convolutions. \throws Error(bad_model) as fold() does
SeenInGraph add_backbone(Graph& graph, const Backbone& backbone, const Safetensors& weights);

/// N x Backbone::features(): the mean over all places.
std::string add_places_mean(Graph& graph, const SeenInGraph& seen);
/// N x Backbone::film_features().
std::string add_film_features(Graph& graph, const SeenInGraph& seen);

}  // namespace osteon
