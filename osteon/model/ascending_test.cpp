#include "osteon/model/ascending.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

#include "osteon/base/random.hpp"

namespace osteon {

TEST_CASE("values are sorted as comparing them would sort them", "[model]") {
  for (const std::size_t count : {0U, 1U, 2U, 13'000U}) {
    CAPTURE(count);
    Random random(count);
    std::vector<float> values(count);
    // Of every magnitude, with equal ones among them.
    for (float& value : values)
      value = static_cast<float>(std::round(random.uniform(0, 50)) *
                                 std::pow(10, std::round(random.uniform(-44, 36))));
    if (count > 2) values.back() = std::numeric_limits<float>::infinity();
    const auto sorted = ascending(values);
    std::ranges::sort(values);
    CHECK(sorted == values);
  }
}

}  // namespace osteon
