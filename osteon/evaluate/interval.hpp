// Where a figure may lie.
#pragma once

namespace osteon {

struct Interval {
  double low = 0;
  double high = 0;
};

/// Deviations of the normal distribution between which 95 % lie.
inline constexpr double normal_95 = 1.959963984540054;

/// 95 % interval of a share (Wilson, J. Am. Stat. Assoc. 1927). `all` is above 0.
Interval share_interval(int part, int all);

}  // namespace osteon
