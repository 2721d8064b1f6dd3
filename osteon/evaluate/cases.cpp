#include "osteon/evaluate/cases.hpp"

namespace osteon {
namespace {

Case case_of(const Entry& entry, const Finding& finding, std::size_t row) {
  return {
      .part = entry.part,
      .group = entry.group,
      .positive = entry.positive,
      .probability = finding.probability.value_or(0.0),
      .said_sensitive = finding.verdict == Verdict::present || finding.verdict == Verdict::possible,
      .said_specific = finding.verdict == Verdict::present,
      .answered = finding.probability.has_value(),
      .wrong_part = finding.part != entry.part,
      .row = row};
}

}  // namespace

Case case_in_sequence(const Prediction& prediction, std::size_t row) {
  Case said = case_of(prediction.entry, prediction.finding, row);
  if (said.wrong_part) said.said_sensitive = said.said_specific = !said.positive;
  return said;
}

std::vector<Case> cases_given_part(const Predictions& predictions) {
  std::vector<Case> cases;
  for (std::size_t i = 0; i < predictions.rows.size(); ++i) {
    const Prediction& row = predictions.rows[i];
    if (row.given_part.probability) cases.push_back(case_of(row.entry, row.given_part, i));
  }
  return cases;
}

std::vector<Case> cases_in_sequence(const Subject& subject, const Predictions& predictions) {
  std::vector<Case> cases;
  for (std::size_t i = 0; i < predictions.rows.size(); ++i) {
    const Prediction& row = predictions.rows[i];
    if (subject.reads(row.entry.part)) cases.push_back(case_in_sequence(row, i));
  }
  return cases;
}

}  // namespace osteon
