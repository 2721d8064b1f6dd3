#include "osteon/evaluate/subject.hpp"

#include <algorithm>
#include <set>

#include "osteon/evaluate/evaluate.hpp"

namespace osteon {

bool Subject::reads(std::string_view part) const {
  return std::ranges::find(parts, part) != parts.end();
}

Subject subject_of(const Pack& pack, Precision precision) {
  return {.pack = pack.name,
          .version = pack.version,
          .weights = pack.weights_hash(),
          .target = pack.target,
          .precision = std::string(name_of(precision)),
          .parts = pack.router.parts};
}

Subject subject_of(const Predictions& predictions) {
  Subject subject;
  std::set<std::string> parts;
  for (const Prediction& row : predictions.rows) {
    if (row.given_part.probability) parts.insert(row.entry.part);
    if (row.finding.part) parts.insert(*row.finding.part);
    if (row.finding.verdict == Verdict::present) subject.target = row.finding.target;
  }
  subject.parts.assign(parts.begin(), parts.end());
  return subject;
}

}  // namespace osteon
