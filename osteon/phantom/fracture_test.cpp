// Breaking a bar of even density, so that every grey has one cause.
#include "osteon/phantom/fracture.hpp"

#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

namespace {

using namespace osteon::phantom;

/// An upright bar 20 pixels wide.
Raster bar() {
  Raster raster({0, 0, 100, 120});
  for (int y = 0; y < 120; ++y)
    for (int x = 40; x < 60; ++x) raster.at(x, y) = 1;
  return raster;
}

/// Straight across the middle of bar(), nothing displaced.
Break crack() {
  Break how;
  how.centre = {50, 60};
  how.along = {0, 1};
  how.half_width = 10;
  how.slant = 0;
  how.twist = 0;
  how.teeth = {};
  how.gap = 4;
  how.lucency = 1;
  how.shift = {};
  how.bend = 0;
  how.reach = 35;
  return how;
}

}  // namespace

TEST_CASE("an undisplaced crack is a dark line and leaves the rest of the bone", "[phantom]") {
  const Raster broken_bar = broken(bar(), crack());
  CHECK(broken_bar.at(50, 59) < 0.05F);
  CHECK(broken_bar.at(50, 60) < 0.05F);
  CHECK(broken_bar.at(50, 52) == Approx(1));
  CHECK(broken_bar.at(50, 68) == Approx(1));
}

TEST_CASE("a slanted crack crosses the bone at its angle", "[phantom]") {
  Break how = crack();
  how.slant = 1;
  const Raster broken_bar = broken(bar(), how);
  const auto darkest_row = [&](int x) {
    int darkest = 0;
    for (int y = 1; y < 120; ++y)
      if (broken_bar.at(x, y) < broken_bar.at(x, darkest)) darkest = y;
    return darkest;
  };
  CHECK(std::abs(darkest_row(56) - darkest_row(44)) >= 9);
}

TEST_CASE("a shifted fragment steps off at one side and hangs over at the other", "[phantom]") {
  Break how = crack();
  how.shift = {6, 0};
  const Raster broken_bar = broken(bar(), how);
  CHECK(broken_bar.at(41, 66) < 0.2F);
  CHECK(broken_bar.at(63, 66) > 0.8F);
  CHECK(broken_bar.at(41, 54) == Approx(1));
  CHECK(broken_bar.at(63, 54) == 0);
}

TEST_CASE("fragments pushed into one another add up", "[phantom]") {
  Break how = crack();
  how.gap = 0;
  how.shift = {0, -8};
  const Raster broken_bar = broken(bar(), how);
  CHECK(*std::ranges::max_element(broken_bar.values) > 1.8F);
}

TEST_CASE("beyond its reach a fracture changes nothing at all", "[phantom]") {
  Break how = crack();
  how.shift = {7, -3};
  how.bend = 0.2;
  const Raster sound = bar();
  const Raster broken_bar = broken(sound, how);
  for (int y = 0; y < 120; ++y)
    for (int x = 0; x < 100; ++x)
      if (length(Point{x + 0.5, y + 0.5} - how.centre) >= how.reach)
        REQUIRE(broken_bar.at(x, y) == sound.at(x, y));
}
