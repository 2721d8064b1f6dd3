// Random cases with ties, for the tests of this folder.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "osteon/base/random.hpp"
#include "osteon/evaluate/cases.hpp"

namespace osteon {

/// Probabilities in steps of 0.05; decisions at 0.3 and 0.7; three cases a group.
inline std::vector<Case> random_cases(int count, double share_positive, std::uint64_t seed) {
  Random random(seed);
  std::vector<Case> cases;
  for (int i = 0; i < count; ++i) {
    Case row{.part = random.chance(0.5) ? "hand" : "knee",
             .group = std::to_string(i / 3),
             .positive = random.chance(share_positive)};
    row.probability = random.below(row.positive ? 21 : 15) / 20.0;
    row.said_sensitive = row.probability >= 0.3;
    row.said_specific = row.probability >= 0.7;
    row.row = static_cast<std::size_t>(i);
    cases.push_back(row);
  }
  return cases;
}

/// Probabilities and labels side by side, as metrics.hpp takes them.
struct Sides {
  std::vector<double> probabilities;
  std::unique_ptr<bool[]> labels;  // a vector<bool> holds no bools to span

  explicit Sides(const std::vector<Case>& cases) : labels(std::make_unique<bool[]>(cases.size())) {
    for (const Case& row : cases) {
      labels[probabilities.size()] = row.positive;
      probabilities.push_back(row.probability);
    }
  }
  std::span<const bool> positive() const { return {labels.get(), probabilities.size()}; }
};

}  // namespace osteon
