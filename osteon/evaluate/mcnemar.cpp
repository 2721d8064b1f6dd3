#include "osteon/evaluate/mcnemar.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace osteon {
namespace {

/// Of at most `few` heads in `throws` of a fair coin.
double binomial_tail(int few, int throws) {
  double sum = 0;
  for (int heads = 0; heads <= few; ++heads)
    sum += std::exp(std::lgamma(throws + 1.0) - std::lgamma(heads + 1.0) -
                    std::lgamma(throws - heads + 1.0) - throws * std::log(2.0));
  return sum;
}

}  // namespace

McNemar mcnemar(int only_a, int only_b) {
  McNemar result{.only_a = only_a, .only_b = only_b};
  const int differ = only_a + only_b;
  if (differ == 0) return result;
  result.exact_p = std::min(1.0, 2 * binomial_tail(std::min(only_a, only_b), differ));
  const double distance = std::max(0, std::abs(only_a - only_b) - 1);
  result.chi_square = distance * distance / differ;
  result.chi_square_p = std::erfc(std::sqrt(result.chi_square / 2));
  return result;
}

}  // namespace osteon
