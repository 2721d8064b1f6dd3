#include "osteon/base/random.hpp"

#include <array>

#include <catch2/catch.hpp>

namespace osteon {

// Phantoms are drawn from these numbers and packs record what phantoms score: a change here makes
// every installed pack look damaged. The values are those of Vigna's public-domain splitmix64.c
// for the seed 1234567.
TEST_CASE("the numbers of a seed are those of the published generator", "[base]") {
  Random random(1234567);

  CHECK(random.next() == 6457827717110365317u);
  CHECK(random.next() == 3203168211198807973u);
  CHECK(random.next() == 9817491932198370423u);
}

TEST_CASE("seeds that are neighbours give unrelated numbers", "[base]") {
  CHECK(Random(0).next() != Random(1).next());
  CHECK(Random(1).next() != Random(2).next());
}

TEST_CASE("uniform numbers stay in their half-open range and fill it", "[base]") {
  Random random(7);
  std::array<int, 10> tenths{};
  for (int i = 0; i < 100'000; ++i) {
    const double value = random.uniform(-2, 3);
    REQUIRE(value >= -2);
    REQUIRE(value < 3);
    ++tenths[static_cast<std::size_t>((value + 2) * 2)];
  }
  for (const int count : tenths) CHECK(count == Approx(10'000).margin(500));  // 5 deviations
}

TEST_CASE("below() gives every value, and 0 when there is one", "[base]") {
  Random random(3);
  std::array<bool, 6> seen{};
  for (int i = 0; i < 200; ++i) seen[static_cast<std::size_t>(random.below(6))] = true;

  CHECK(seen == std::array{true, true, true, true, true, true});
  CHECK(random.below(1) == 0);
}

TEST_CASE("a chance of 0 never happens and a chance of 1 always does", "[base]") {
  Random random(5);
  for (int i = 0; i < 1000; ++i) {
    REQUIRE_FALSE(random.chance(0));
    REQUIRE(random.chance(1));
  }
}

TEST_CASE("normal numbers have mean 0 and standard deviation 1, and are always finite", "[base]") {
  Random random(11);
  constexpr int count = 200'000;
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < count; ++i) {
    const double value = random.normal();
    REQUIRE(std::isfinite(value));
    sum += value;
    squares += value * value;
  }
  CHECK(sum / count == Approx(0).margin(0.012));  // 5 standard errors
  CHECK(squares / count == Approx(1).margin(0.016));
}

}  // namespace osteon
