// How often values of each magnitude come, over many orders of it.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace osteon {

/// A bin for each magnitude that a bf16 can hold: 128 for every doubling, whatever the scale.
class MagnitudeHistogram {
 public:
  void add(std::span<const float> values);

  /// The range r for which `levels` equal steps from 0 to r, and r for what is larger, have the
  /// least mean square error; at least the smallest normal float, also where all values were 0.
  float best_range(int levels) const;

 private:
  static constexpr std::size_t bins = 1 << 15;
  std::vector<std::uint64_t> counts_ = std::vector<std::uint64_t>(bins);
};

}  // namespace osteon
