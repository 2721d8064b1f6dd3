#include "osteon/evaluate/interval.hpp"

#include <algorithm>
#include <cmath>

namespace osteon {

Interval share_interval(int part, int all) {
  constexpr double z = normal_95;
  const double n = all;
  const double share = part / n;
  const double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
  const double reach =
      z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  return {std::max(0.0, middle - reach), std::min(1.0, middle + reach)};
}

}  // namespace osteon
