// One image, or one study, in one of the two questions that are asked of the experts, reduced to
// numbers.
#pragma once

#include <string>
#include <vector>

#include "osteon/evaluate/evaluate.hpp"

namespace osteon {

struct Case {
  std::string part;  ///< the true one
  std::string group;
  bool positive = false;
  double probability = 0;
  /// What was said at the sensitive threshold (possible or present) and at the specific one.
  bool said_sensitive = false;
  bool said_specific = false;
  bool answered = true;
  bool wrong_part = false;  ///< another part was answered, or none
  std::size_t row = 0;      ///< among the predictions' rows
};

/// As it came out end to end. A wrong part, or none, counts as the wrong statement at both
/// thresholds; the probability is what was said, 0 where nothing was. \param row  see Case::row
Case case_in_sequence(const Prediction& prediction, std::size_t row);

/// Every image that the true part's expert answered.
std::vector<Case> cases_given_part(const Predictions& predictions);

/// Every image of a part that the pack reads, as it came out end to end.
std::vector<Case> cases_in_sequence(const Subject& subject, const Predictions& predictions);

}  // namespace osteon
