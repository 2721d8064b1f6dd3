#include "osteon/evaluate/shift/figures.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <memory>

#include "osteon/evaluate/located.hpp"
#include "osteon/evaluate/metrics.hpp"

namespace osteon::shift {
namespace {

/// The mean of 0 and 1 over the picked rows of which `counts` holds.
template <typename Counts, typename Holds>
std::optional<double> share(std::span<const Row> rows, Picked picked, Counts counts, Holds holds) {
  int all = 0;
  int held = 0;
  for (const std::size_t row : picked)
    if (counts(rows[row])) {
      ++all;
      held += holds(rows[row]) ? 1 : 0;
    }
  if (all == 0) return {};
  return static_cast<double>(held) / all;
}

template <typename Probability>
std::optional<double> auroc_of(std::span<const Row> rows, Picked picked, Probability probability) {
  std::vector<double> scores;
  const auto positive = std::make_unique<bool[]>(picked.size());
  for (const std::size_t row : picked)
    if (const std::optional<double> score = probability(rows[row])) {
      positive[scores.size()] = rows[row].said.positive;
      scores.push_back(*score);
    }
  return auroc(scores, {positive.get(), scores.size()});
}

bool any(const Row&) { return true; }
bool positive(const Row& row) { return row.said.positive; }
bool negative(const Row& row) { return !row.said.positive; }

std::optional<double> region_accuracy(std::span<const Row> rows, Picked picked) {
  return share(rows, picked, any, [](const Row& row) { return !row.said.wrong_part; });
}
std::optional<double> auroc_in_sequence(std::span<const Row> rows, Picked picked) {
  return auroc_of(rows, picked, [](const Row& row) { return std::optional(row.said.probability); });
}
std::optional<double> auroc_given_part(std::span<const Row> rows, Picked picked) {
  return auroc_of(rows, picked, [](const Row& row) { return row.given_part; });
}
std::optional<double> mean_auroc(std::span<const Row> rows, Picked picked) {
  std::map<std::string_view, std::vector<std::size_t>> by_part;
  for (const std::size_t row : picked) by_part[rows[row].said.part].push_back(row);
  double sum = 0;
  int count = 0;
  for (const auto& [part, of_part] : by_part)
    if (const auto value = auroc_in_sequence(rows, of_part)) {
      sum += *value;
      ++count;
    }
  if (count == 0) return {};
  return sum / count;
}
std::optional<double> sensitivity_sensitive(std::span<const Row> rows, Picked picked) {
  return share(rows, picked, positive, [](const Row& row) { return row.said.said_sensitive; });
}
std::optional<double> specificity_sensitive(std::span<const Row> rows, Picked picked) {
  return share(rows, picked, negative, [](const Row& row) { return !row.said.said_sensitive; });
}
std::optional<double> sensitivity_specific(std::span<const Row> rows, Picked picked) {
  return share(rows, picked, positive, [](const Row& row) { return row.said.said_specific; });
}
std::optional<double> specificity_specific(std::span<const Row> rows, Picked picked) {
  return share(rows, picked, negative, [](const Row& row) { return !row.said.said_specific; });
}
std::optional<double> abstention(std::span<const Row> rows, Picked picked) {
  return share(rows, picked, any, [](const Row& row) { return !row.said.answered; });
}
std::optional<double> pointing(std::span<const Row> rows, Picked picked) {
  return share(
      rows, picked, [](const Row& row) { return row.pointed.has_value(); },
      [](const Row& row) { return *row.pointed; });
}

// clang-format off
constexpr std::array table{
    Figure{"region_accuracy",       "part",   true,  region_accuracy},
    Figure{"auroc",                 "AUROC",  true,  auroc_in_sequence},
    Figure{"auroc_given_part",      "given",  true,  auroc_given_part},
    Figure{"macro_auroc",           "mean",   true,  mean_auroc},
    Figure{"sensitivity_sensitive", "sens.",  false, sensitivity_sensitive},
    Figure{"specificity_sensitive", "spec.",  false, specificity_sensitive},
    Figure{"sensitivity_specific",  "sens.",  false, sensitivity_specific},
    Figure{"specificity_specific",  "spec.",  false, specificity_specific},
    Figure{"abstained",             "no ans", false, abstention},
    Figure{"pointing",              "points", false, pointing},
};
// clang-format on

}  // namespace

std::vector<Row> rows_of(const Pack& pack, std::span<const Prediction> predictions) {
  std::vector<Row> rows;
  for (std::size_t i = 0; i < predictions.size(); ++i) {
    const Prediction& said = predictions[i];
    if (pack.expert_for(said.entry.part) == nullptr) continue;
    rows.push_back({.said = case_in_sequence(said, i),
                    .given_part = said.given_part.probability,
                    .pointed = said.entry.positive ? hit(located(said)) : std::nullopt});
  }
  return rows;
}

std::span<const Figure> figures() { return table; }

}  // namespace osteon::shift
