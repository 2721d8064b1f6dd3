#include "osteon/phantom/turned_shutter.hpp"

#include <numbers>

#include <catch2/catch.hpp>

namespace osteon::phantom {

TEST_CASE("what lies between the blades is open, and how far inside is measured", "[phantom]") {
  const TurnedShutter straight({200, 100}, 0, {60, 50, 40, 30});
  CHECK(straight.depth(100, 50) == Approx(30));
  CHECK(straight.depth(159, 50) == Approx(1));
  CHECK(straight.depth(51, 50) == Approx(1));
  CHECK(straight.depth(100, 91) == Approx(-1));
  const TurnedShutter turned({200, 100}, std::numbers::pi / 2, {60, 50, 40, 30});
  CHECK(turned.depth(100, 109) == Approx(1));
}

TEST_CASE("blades draw back for an outline, with room to spare", "[phantom]") {
  TurnedShutter shutter({200, 100}, 0.2, {60, 50, 40, 30});
  const Outline corner = outline_of({180, 80, 20, 20});
  CHECK(shutter.depth(200, 100) < 0);
  shutter.open_for(corner, 4);
  CHECK(shutter.depth(200, 100) >= 4 - 1e-9);
}

}  // namespace osteon::phantom
