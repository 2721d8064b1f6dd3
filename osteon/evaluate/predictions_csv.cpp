#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "osteon/base/csv_cell.hpp"
#include "osteon/evaluate/evaluate.hpp"

namespace osteon {
namespace {

std::string number(const std::optional<double>& value) {
  return value ? fmt::format("{:.6f}", *value) : "";
}

std::string row_of(const Prediction& row) {
  const auto& [entry, finding, given_part, score] = row;
  return fmt::format("{},{},{},{},{},{},{},{},{},{},{},{}\n", csv_cell(entry.file.string()),
                     csv_cell(entry.subset), csv_cell(entry.part), entry.positive ? 1 : 0,
                     csv_cell(finding.part.value_or("")), number(finding.part_probability),
                     verdict_word(finding.verdict, finding.target), number(finding.probability),
                     finding.reason, verdict_word(given_part.verdict, given_part.target),
                     number(given_part.probability),
                     std::isnan(score) ? "" : fmt::format("{:.6f}", score));
}

}  // namespace

std::string predictions_csv(const Predictions& predictions) {
  std::string text =
      "file,subset,true_part,positive,part,part_probability,finding,probability,reason,"
      "finding_given_part,probability_given_part,score_given_part\n";
  for (const Prediction& row : predictions.rows) text += row_of(row);
  return text;
}

}  // namespace osteon
