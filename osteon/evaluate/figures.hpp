// The experts' figures for a set of cases, with intervals.
#pragma once

#include <optional>
#include <span>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "osteon/evaluate/bootstrap.hpp"
#include "osteon/evaluate/cases.hpp"

namespace osteon {

struct FigureOptions {
  Resampling resampling;
  std::optional<double> prevalence;  ///< for the predictive values; empty: as in the data
};

/// A row of figures: counts, and each figure with its interval: docs/metrics.md. Null without a
/// case.
nlohmann::ordered_json figures_row(std::span<const Case> cases, const FigureOptions& options);

/// An object with `regions` (a row for each part in the order of `parts`, where it has cases),
/// `pooled` and `macro`: docs/metrics.md.
nlohmann::ordered_json figures_of(std::span<const Case> cases, std::span<const std::string> parts,
                                  const FigureOptions& options);

/// Pooled, and as the unweighted mean over the parts that have both labels. Empty where there is
/// none.
std::optional<double> pooled_auroc(std::span<const Case> cases);
std::optional<double> mean_auroc(std::span<const Case> cases, std::span<const std::string> parts);

std::vector<std::string> groups_of(std::span<const Case> cases);
std::vector<Case> cases_of_part(std::span<const Case> cases, std::string_view part);

/// [low, high], or null.
nlohmann::ordered_json interval_json(const std::optional<Interval>& interval);
/// The number, or null.
nlohmann::ordered_json number_json(const std::optional<double>& number);

}  // namespace osteon
