// All figures of a set of cases in one pass, for each of thousands of resamples. metrics.hpp holds
// the same figures one by one, each by its textbook formula; a test compares the two.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "osteon/evaluate/bootstrap.hpp"
#include "osteon/evaluate/cases.hpp"
#include "osteon/evaluate/metrics.hpp"

namespace osteon {

/// Of the probabilities, and of the decisions at one threshold: the names in metrics.json.
inline constexpr std::array<std::string_view, 5> ranking_names{
    "auroc", "auprc", "sensitivity_at_specificity_90", "brier", "ece"};
inline constexpr std::array<std::string_view, 7> decision_names{
    "accuracy", "sensitivity", "specificity", "kappa", "f1", "ppv", "npv"};
inline constexpr std::array<std::string_view, 2> threshold_names{"sensitive", "specific"};

/// Values of Ranked::figures(): the ranking's, then the decisions' at each threshold.
inline constexpr std::size_t figure_count =
    ranking_names.size() + threshold_names.size() * decision_names.size();
/// "auroc", or "specific/kappa".
std::string figure_path(std::size_t figure);

class Ranked {
 public:
  /// Case i counts `times[places[i]]` times; without places, `times[i]` times.
  explicit Ranked(std::span<const Case> cases, std::span<const std::size_t> places = {});

  /// \param prevalence  for the predictive values; empty: as in the data
  FigureValues figures(std::span<const int> times, std::optional<double> prevalence) const;
  /// Decisions at one of threshold_names.
  Confusion confusion(std::span<const int> times, std::size_t threshold) const;

 private:
  struct Row {
    std::size_t place;
    double probability;
    bool positive;
    bool last_of_tie;
    std::array<bool, threshold_names.size()> said;
  };
  void add_ranking(std::span<const int> times, FigureValues& values) const;

  std::vector<Row> rows_;  ///< by falling probability
};

}  // namespace osteon
