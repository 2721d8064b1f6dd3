// The experts' figures for a set of cases, with intervals.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "osteon/evaluate/cases.hpp"
#include "osteon/evaluate/metrics.hpp"

namespace osteon {

struct Resampling {
  int resamples = 2000;
  std::uint64_t seed = 1;
};

/// An object with `regions` (a row for each part in the order of `parts`, where it has cases),
/// `pooled` and `macro`: docs/metrics.md.
nlohmann::ordered_json figures_of(std::span<const Case> cases, std::span<const std::string> parts,
                                  const Resampling& resampling);

/// Pooled, and as the unweighted mean over the parts that have both labels. Empty where there is
/// none.
std::optional<double> pooled_auroc(std::span<const Case> cases);
std::optional<double> mean_auroc(std::span<const Case> cases, std::span<const std::string> parts);

/// [low, high], or null.
nlohmann::ordered_json interval_json(const std::optional<Interval>& interval);
/// The number, or null.
nlohmann::ordered_json number_json(const std::optional<double>& number);

}  // namespace osteon
