// A head as nodes of an ONNX graph.
#pragma once

#include <string>

#include "osteon/export/graph.hpp"
#include "osteon/model/pack.hpp"

namespace osteon {

/// The value `scores` of a value N x features, as scores_of_mean() has it.
void add_head_of_mean(Graph& graph, const Head& head, const std::string& mean);

/// The value `scores` of a value N x features x rows x columns by log_mean_exp, as scores_of() has
/// it. \param places  rows * columns
void add_head_of_places(Graph& graph, const Head& head, const std::string& features, int places);

}  // namespace osteon
