#include "osteon/evaluate/interval.hpp"

#include <catch2/catch.hpp>

namespace osteon {

TEST_CASE("shares have Wilson's intervals", "[evaluate]") {
  CHECK(share_interval(0, 10).low == 0);
  CHECK(share_interval(0, 10).high == Approx(0.27754).margin(1e-5));
  CHECK(share_interval(5, 10).low == Approx(0.23659).margin(1e-5));
  CHECK(share_interval(5, 10).high == Approx(0.76341).margin(1e-5));
  CHECK(share_interval(10, 10).high == Approx(1));
}

}  // namespace osteon
