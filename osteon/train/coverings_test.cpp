#include "osteon/train/coverings.hpp"

#include <algorithm>
#include <cstddef>

#include <catch2/catch.hpp>

namespace osteon {
namespace {

constexpr Extent extent{180, 240};
constexpr float film_grey = 0.4F;

std::vector<float> film() { return std::vector<float>(180 * 240, film_grey); }

}  // namespace

TEST_CASE("coverings change some films a little, some much, and none wholly", "[train]") {
  int untouched = 0;
  int half = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    std::vector<float> grey = film();
    lay_coverings(grey, extent, {}, random);
    const auto left_open = std::ranges::count(grey, film_grey);
    untouched += left_open == 180 * 240;
    half += left_open < 180 * 240 / 2;
    CHECK(left_open > 180 * 240 / 5);
    CHECK(std::ranges::all_of(grey, [](float value) { return value >= 0 && value <= 1; }));
  }
  CHECK(untouched > 30);
  CHECK(untouched < 150);
  CHECK(half > 0);
}

TEST_CASE("shutters and letters leave a finding open; only a patch may hide a part", "[train]") {
  // Across the film, so that whatever comes from a border would meet it.
  const Outline finding = outline_of({30, 60, 120, 120});
  int touched = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Random random(seed);
    std::vector<float> grey = film();
    lay_coverings(grey, extent, {&finding, 1}, random);
    bool open = true;
    for (int y = 60; y < 180; ++y)
      for (int x = 30; x < 150; ++x)
        open = open && grey[static_cast<std::size_t>(y * 180 + x)] == film_grey;
    touched += !open;
  }
  CHECK(touched < 60);
}

TEST_CASE("films of a pixel or a line can be covered", "[train]") {
  for (const Extent small : {Extent{1, 1}, Extent{1, 90}, Extent{90, 1}, Extent{64, 64}})
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
      CAPTURE(small.width, small.height, seed);
      Random random(seed);
      std::vector<float> grey(static_cast<std::size_t>(small.width) *
                              static_cast<std::size_t>(small.height));
      CHECK_NOTHROW(lay_coverings(grey, small, {}, random));
    }
}

}  // namespace osteon
