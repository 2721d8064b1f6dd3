#include <cmath>
#include <optional>
#include <unordered_map>

#include <fmt/format.h>

#include "osteon/base/csv_cell.hpp"
#include "osteon/evaluate/evaluate.hpp"

namespace osteon {
namespace {

/// As many digits as bring back the same number, so that figures made from the file are the same.
std::string number(const std::optional<double>& value) {
  return value ? fmt::format("{}", *value) : "";
}

/// 1 for the first name met, 2 for the next.
class RunningNumbers {
 public:
  std::size_t of(const std::string& name) {
    return numbers_.try_emplace(name, numbers_.size() + 1).first->second;
  }

 private:
  std::unordered_map<std::string, std::size_t> numbers_;
};

/// What one of the two questions was answered.
std::string answer_cells(const Finding& finding) {
  const auto threshold = [&](double Thresholds::*which) {
    return number(finding.thresholds ? std::optional((*finding.thresholds).*which) : std::nullopt);
  };
  return fmt::format(",{},{},{},{},{}", verdict_word(finding.verdict, finding.target),
                     number(finding.probability), finding.reason, threshold(&Thresholds::sensitive),
                     threshold(&Thresholds::specific));
}

}  // namespace

std::string predictions_csv(const Predictions& predictions) {
  std::string text =
      "file,subset,group,study,true_part,positive,width,height,part,part_probability,"
      "finding,probability,reason,sensitive_threshold,specific_threshold,"
      "finding_given_part,probability_given_part,reason_given_part,"
      "sensitive_threshold_given_part,specific_threshold_given_part,score_given_part";
  for (const std::string& column : predictions.columns) text += "," + csv_cell("by_" + column);
  text += "\n";

  RunningNumbers groups;
  RunningNumbers studies;
  for (const Prediction& row : predictions.rows) {
    const Entry& entry = row.entry;
    const Finding& finding = row.finding;
    const std::string study =
        entry.study.empty() ? entry.file.string() : entry.group + "\n" + entry.study;
    text += fmt::format("{},{},{},{},{},{},{},{},{},{}", csv_cell(entry.file.string()),
                        csv_cell(entry.subset), groups.of(entry.group), studies.of(study),
                        csv_cell(entry.part), entry.positive ? 1 : 0, row.extent.width,
                        row.extent.height, csv_cell(finding.part.value_or("")),
                        number(finding.part_probability));
    text += answer_cells(finding) + answer_cells(row.given_part);
    text += "," + (std::isnan(row.score) ? std::string() : number(row.score));
    for (const std::string& value : row.values) text += "," + csv_cell(value);
    text += "\n";
  }
  return text;
}

}  // namespace osteon
