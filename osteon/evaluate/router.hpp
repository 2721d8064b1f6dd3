// The router's figures.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "osteon/evaluate/evaluate.hpp"
#include "osteon/evaluate/figures.hpp"

namespace osteon {

/// Accuracy, kappa and the confusion of parts: docs/metrics.md. The right answer to a part that the
/// pack does not read is none.
nlohmann::ordered_json router_figures(const Pack& pack, const Predictions& predictions,
                                      const Resampling& resampling);

}  // namespace osteon
