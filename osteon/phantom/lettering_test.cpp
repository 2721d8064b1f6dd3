#include "osteon/phantom/lettering.hpp"

#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

using namespace osteon::phantom;

TEST_CASE("every letter that films carry leaves ink inside its picture", "[phantom]") {
  const char letter = GENERATE('A', 'D', 'L', 'N', 'R', 'W');
  const double height = GENERATE(7.0, 12.5, 200.0);
  CAPTURE(letter, height);
  const Raster picture = lettered(std::string(1, letter), height);
  CHECK(*std::ranges::max_element(picture.values) > 0.9F);
  CHECK(*std::ranges::min_element(picture.values) == 0);
  // A blank rim, so that no stroke is cut off.
  for (int x = 0; x < picture.width; ++x) {
    CHECK(picture.at(x, 0) < 1e-6F);
    CHECK(picture.at(x, picture.height - 1) < 1e-6F);
  }
}

TEST_CASE("an L has its foot at the right end of the bottom, an R does not look like it",
          "[phantom]") {
  const Raster l = lettered("L", 24);
  const Raster r = lettered("R", 24);
  CHECK(l.at(4, 6) > 0.5F);
  CHECK(l.at(14, 6) == 0);
  CHECK(r.at(12, 4) > 0.5F);
}
