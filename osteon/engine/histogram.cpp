#include "osteon/engine/histogram.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

namespace osteon {
namespace {

constexpr int dropped_bits = 16;  ///< of a float's 32; the sign is dropped too
constexpr std::uint32_t magnitude_bits = 0x7FFFFFFF;

/// The middle of a bin.
double magnitude_of(std::size_t bin) {
  const auto low = static_cast<std::uint32_t>(bin) << dropped_bits;
  return std::bit_cast<float>(low | (1U << (dropped_bits - 1)));
}

}  // namespace

void MagnitudeHistogram::add(std::span<const float> values) {
  for (const float value : values)
    ++counts_[(std::bit_cast<std::uint32_t>(value) & magnitude_bits) >> dropped_bits];
}

float MagnitudeHistogram::best_range(int levels) const {
  std::vector<std::pair<double, double>> seen;  // magnitude and count
  for (std::size_t bin = 1; bin < bins; ++bin)
    if (counts_[bin] > 0 && std::isfinite(magnitude_of(bin)))
      seen.emplace_back(magnitude_of(bin), static_cast<double>(counts_[bin]));
  if (seen.empty()) return std::numeric_limits<float>::min();

  // A twentieth of the largest cuts off more than any layer was seen to bear.
  constexpr int tried = 150;
  constexpr double smaller = 0.98;
  double range = seen.back().first;
  double best = range;
  double least = std::numeric_limits<double>::infinity();
  for (int i = 0; i < tried; ++i, range *= smaller) {
    const double rounding = range / levels * range / levels / 12;
    double error = 0;
    for (const auto& [magnitude, count] : seen) {
      const double beyond = std::max(0.0, magnitude - range);
      // What is far smaller than a step is rounded to 0 and errs by itself.
      error += count * (beyond > 0 ? beyond * beyond : std::min(rounding, magnitude * magnitude));
    }
    if (error < least) {
      least = error;
      best = range;
    }
  }
  return static_cast<float>(best);
}

}  // namespace osteon
