// The unweighted mean of every figure over the parts that have it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "osteon/evaluate/ranked.hpp"

namespace osteon {

class Macro {
 public:
  Macro(std::span<const Case> cases, std::span<const std::string> parts);

  /// `times` counts all cases, of whatever part.
  FigureValues figures(std::span<const int> times, std::optional<double> prevalence) const;

 private:
  std::vector<Ranked> regions_;
};

}  // namespace osteon
