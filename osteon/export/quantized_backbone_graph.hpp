// A backbone that multiplies whole numbers, as nodes of an ONNX graph.
#pragma once

#include "osteon/export/backbone_graph.hpp"
#include "osteon/model/activation_ranges.hpp"

namespace osteon {

/// The backbone with a QuantizeLinear and a DequantizeLinear around every convolution but the stem,
/// for runtimes that make one int8 convolution of the three.
///
/// What is rounded, and how finely, is the engine's choice (values.hpp), with two differences. The
/// last convolution of a block is rounded before the addition as well, since there are no kernels
/// that add what was not; and all that leaves a convolution is, where the engine keeps the neck's
/// two maps and its last at fp32, since what comes out as fp32 is not multiplied as int8.
///
/// \throws Error(bad_argument) naming a range that is missing; Error(bad_model) as fold() does
SeenInGraph add_quantized_backbone(Graph& graph, const Backbone& backbone,
                                   const Safetensors& weights, const ActivationRanges& ranges);

}  // namespace osteon
