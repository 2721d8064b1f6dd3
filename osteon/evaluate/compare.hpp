// Two packs on the same images.
#pragma once

#include <string>

#include "osteon/evaluate/evaluation.hpp"

namespace osteon {

/// Differences (second less first) with intervals by the paired bootstrap, DeLong's test and
/// McNemar's: JSON text, its fields: docs/metrics.md.
/// \throws Error(bad_argument) when the two are not over the same images
std::string comparison_json(const Evaluation& a, const Evaluation& b,
                            const EvaluateOptions& options);
/// The same as a table for people.
std::string comparison_table(const std::string& comparison_json);

}  // namespace osteon
