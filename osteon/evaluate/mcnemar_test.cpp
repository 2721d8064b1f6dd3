#include "osteon/evaluate/mcnemar.hpp"

#include <catch2/catch.hpp>

namespace osteon {

// Ten throws of a coin with at most one head: (1 + 10) / 1024, twice.
TEST_CASE("McNemar's exact test is a coin thrown for every case that differs", "[evaluate]") {
  const McNemar test = mcnemar(1, 9);
  CHECK(test.exact_p == Approx(2 * 11.0 / 1024));
  CHECK(test.chi_square == Approx((8.0 - 1) * (8.0 - 1) / 10));
  CHECK(test.chi_square_p == Approx(0.026856695507524).epsilon(1e-9));
  CHECK(mcnemar(9, 1).exact_p == Approx(test.exact_p));
}

TEST_CASE("as many either way is no difference", "[evaluate]") {
  for (const int each : {0, 1, 7}) {
    CHECK(mcnemar(each, each).exact_p == 1);
    CHECK(mcnemar(each, each).chi_square == 0);
    CHECK(mcnemar(each, each).chi_square_p == 1);
  }
}

TEST_CASE("many cases do not overflow, and both forms then agree", "[evaluate]") {
  const McNemar test = mcnemar(4800, 5200);
  CHECK(test.exact_p == Approx(test.chi_square_p).epsilon(0.01));
}

}  // namespace osteon
