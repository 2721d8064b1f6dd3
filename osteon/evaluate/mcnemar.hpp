// Two ways of deciding the same cases: is one right more often?
#pragma once

namespace osteon {

struct McNemar {
  int only_a = 0;  ///< cases that the first got right and the second wrong
  int only_b = 0;
  /// Two-sided p of the binomial test that either is as likely; 1 without a case.
  double exact_p = 1;
  /// McNemar (Psychometrika 12:153, 1947) with the continuity correction of Edwards (1948), and its
  /// p with one degree of freedom. Good for 25 cases and more.
  double chi_square = 0;
  double chi_square_p = 1;
};

McNemar mcnemar(int only_a, int only_b);

}  // namespace osteon
