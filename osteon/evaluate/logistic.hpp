// A logistic fit of labels to scores, with an offset for each part.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace osteon {

struct ScoredLabel {
  std::size_t part = 0;  ///< a number below the count of parts
  double score = 0;      ///< finite
  bool positive = false;
};

struct LogisticFit {
  double slope = 1;             ///< > 0
  std::vector<double> offsets;  ///< per part; a part without rows has the common one
};

/// Maximum a posteriori of P(positive) = sigmoid(slope * score + common + offset of the part),
/// with offsets ~ N(0, 1) and Platt's softened labels. `rows` holds both labels.
LogisticFit fit_logistic(std::span<const ScoredLabel> rows, std::size_t parts);

}  // namespace osteon
