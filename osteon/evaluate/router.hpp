// The router's figures.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "osteon/evaluate/bootstrap.hpp"
#include "osteon/evaluate/evaluate.hpp"

namespace osteon {

/// Accuracy, kappa, F1 and the confusion of parts: docs/metrics.md. The right answer to a part that
/// the pack does not read is none.
nlohmann::ordered_json router_figures(const Subject& subject, const Predictions& predictions,
                                      const Resampling& resampling);

}  // namespace osteon
