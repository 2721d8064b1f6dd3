// The layers of a backbone as nodes of an ONNX graph, whatever numbers they are given.
#pragma once

#include <string>

#include "osteon/export/graph.hpp"
#include "osteon/model/architecture.hpp"
#include "osteon/model/safetensors.hpp"

namespace osteon {

/// Without its ReLU. \param weight, bias  names of values
std::string add_convolution(Graph& graph, const ConvLayer& layer, const std::string& from,
                            const std::string& weight, const std::string& bias);
/// The same at fp32, with its batch norm folded in. \throws Error(bad_model) as fold() does
std::string add_convolution(Graph& graph, const ConvLayer& layer, const std::string& from,
                            const Safetensors& weights);
std::string add_max_pool(Graph& graph, const MaxPool& pool, const std::string& from);
/// Every place four times, as two by two: what a neck makes of its coarse map.
std::string add_enlargement(Graph& graph, const std::string& from);

}  // namespace osteon
