// The figures of parts of the data, by what their images have in common.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "osteon/evaluate/figures.hpp"

namespace osteon {

/// By orientation, by size and by each of the predictions' columns: docs/metrics.md.
nlohmann::ordered_json subgroup_figures(const Subject& subject, const Predictions& predictions,
                                        const FigureOptions& options);

}  // namespace osteon
