#include "osteon/radiograph/radiograph.hpp"

#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

#include "osteon/radiograph/drawn.hpp"

namespace osteon {

TEST_CASE("a radiograph hands out its rows from the top", "[radiograph]") {
  const Radiograph radiograph({3, 2}, {0.0F, 0.1F, 0.2F, 0.3F, 0.4F, 0.5F});

  CHECK(radiograph.row(0).size() == 3);
  CHECK(radiograph.row(0)[2] == 0.2F);
  CHECK(radiograph.row(1)[0] == 0.3F);
}

TEST_CASE("a radiograph one pixel wide or high is one", "[radiograph]") {
  CHECK(Radiograph({1, 4}, {0, 0, 1, 1}).row(2)[0] == 1);
  CHECK(Radiograph({4, 1}, {0, 0, 1, 1}).row(0)[3] == 1);
}

// Everything behind relies on it: a NaN that entered here would come out as a probability.
TEST_CASE("no value outside 0 to 1 enters a radiograph, NaN included", "[radiograph]") {
  const float bad = GENERATE(-0.001F, 1.001F, std::numeric_limits<float>::quiet_NaN(),
                             std::numeric_limits<float>::infinity());
  const std::size_t where = GENERATE(0u, 17u, 33u);
  std::vector<float> grey(34, 0.5F);
  grey[where] = bad;
  CAPTURE(bad, where);

  CHECK(drawn::error_of([&] { Radiograph({17, 2}, grey); }).code() == ErrorCode::bad_argument);
}

TEST_CASE("a radiograph whose extent and values disagree is refused with both numbers",
          "[radiograph]") {
  CHECK_THROWS_WITH(Radiograph({3, 2}, std::vector<float>(5)),
                    Catch::Contains("6") && Catch::Contains("5"));
  CHECK_THROWS_AS(Radiograph({0, 2}, {}), Error);
  CHECK_THROWS_AS(Radiograph({-1, -1}, {0}), Error);
}

}  // namespace osteon
