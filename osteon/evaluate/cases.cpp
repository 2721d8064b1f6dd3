#include "osteon/evaluate/cases.hpp"

namespace osteon {
namespace {

Case case_of(const Entry& entry, const Finding& finding) {
  return {
      .part = entry.part,
      .group = entry.group,
      .positive = entry.positive,
      .probability = finding.probability.value_or(0.0),
      .said_sensitive = finding.verdict == Verdict::present || finding.verdict == Verdict::possible,
      .said_specific = finding.verdict == Verdict::present};
}

}  // namespace

std::vector<Case> cases_given_part(const Predictions& predictions) {
  std::vector<Case> cases;
  for (const Prediction& row : predictions.rows)
    if (row.given_part.probability) cases.push_back(case_of(row.entry, row.given_part));
  return cases;
}

std::vector<Case> cases_in_sequence(const Pack& pack, const Predictions& predictions) {
  std::vector<Case> cases;
  for (const auto& [entry, finding, given_part, score] : predictions.rows) {
    if (pack.expert_for(entry.part) == nullptr) continue;
    Case& row = cases.emplace_back(case_of(entry, finding));
    if (finding.part != entry.part) row.said_sensitive = row.said_specific = !entry.positive;
  }
  return cases;
}

}  // namespace osteon
