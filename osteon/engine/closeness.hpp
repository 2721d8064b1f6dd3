// How near an answer is to the right one, for the engine's tests.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace osteon {

/// The largest error as a part of the right answer's root mean square; infinite where the sizes
/// differ or a value is not a number.
inline double largest_error(std::span<const float> got, std::span<const float> right) {
  if (got.size() != right.size() || right.empty()) return std::numeric_limits<double>::infinity();
  double squares = 0;
  double largest = 0;
  for (std::size_t i = 0; i < right.size(); ++i) {
    const double error = std::abs(double{got[i]} - double{right[i]});
    if (!std::isfinite(error)) return std::numeric_limits<double>::infinity();
    largest = std::max(largest, error);
    squares += double{right[i]} * double{right[i]};
  }
  return largest / std::max(std::sqrt(squares / static_cast<double>(right.size())), 1e-30);
}

}  // namespace osteon
