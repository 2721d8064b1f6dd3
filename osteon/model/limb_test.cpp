#include "osteon/model/limb.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

namespace osteon {
namespace {

/// A film of air at 0.05 with a round, upright limb whose tip is dim, in pixels `limb`.
Radiograph film(Extent extent, const Box& limb) {
  std::vector<float> grey;
  for (int y = 0; y < extent.height; ++y)
    for (int x = 0; x < extent.width; ++x) {
      const float down = (static_cast<float>(y) - limb.top) / limb.height;
      const float across = (static_cast<float>(x) - limb.left) / limb.width;
      const bool inside = down >= 0 && down < 1 && across >= 0 && across < 1;
      const float thick = std::sqrt(std::max(0.0F, 1 - (2 * across - 1) * (2 * across - 1)));
      grey.push_back(inside ? 0.05F + (0.25F + 0.5F * down) * thick : 0.05F);
    }
  return {extent, grey};
}

Radiograph with_border(const Radiograph& inner, int around, float shade) {
  const auto [width, height] = inner.extent();
  const Extent extent{width + 2 * around, height + 2 * around};
  std::vector<float> grey(
      static_cast<std::size_t>(extent.width) * static_cast<std::size_t>(extent.height), shade);
  for (int y = 0; y < height; ++y)
    std::ranges::copy(inner.row(y), grey.begin() + static_cast<std::ptrdiff_t>(
                                                       (y + around) * extent.width + around));
  return {extent, grey};
}

void check_near(const Box& box, const Box& wanted, float slack) {
  // A round limb is thin as air along its edges.
  const float rim = 0.06F * wanted.width;
  CHECK(box.left <= wanted.left + rim);
  CHECK(box.top <= wanted.top);
  CHECK(box.left + box.width >= wanted.left + wanted.width - rim);
  CHECK(box.top + box.height >= wanted.top + wanted.height);
  CHECK(box.width <= wanted.width + slack);
  CHECK(box.height <= wanted.height + slack);
}

}  // namespace

TEST_CASE("the limb is found with its dim tip, and the air beside it left out", "[model]") {
  const Box limb{120, 60, 80, 280};
  check_near(exposed_limb(film({360, 420}, limb)), limb, 45);
}

TEST_CASE("borders of any shade are no part of the limb", "[model]") {
  const Box limb{120, 60, 80, 280};
  for (const float shade : {0.0F, 0.5F, 1.0F}) {
    CAPTURE(shade);
    const Box moved{limb.left + 70, limb.top + 70, limb.width, limb.height};
    check_near(exposed_limb(with_border(film({360, 420}, limb), 70, shade)), moved, 75);
  }
}

TEST_CASE("a film that is limb from edge to edge, or shows nothing, is kept whole", "[model]") {
  const Box all = exposed_limb(film({200, 260}, {0, 0, 200, 260}));
  CHECK(all.width >= 190);
  CHECK(all.height >= 240);
  for (const Extent extent : {Extent{1, 1}, Extent{3, 900}, Extent{300, 200}}) {
    CAPTURE(extent.width, extent.height);
    const auto area =
        static_cast<std::size_t>(extent.width) * static_cast<std::size_t>(extent.height);
    const Box box = exposed_limb(Radiograph(extent, std::vector<float>(area, 0.5F)));
    CHECK(box.width == static_cast<float>(extent.width));
    CHECK(box.height == static_cast<float>(extent.height));
  }
}

TEST_CASE("the box is of whole pixels inside the radiograph, whatever its shape", "[model]") {
  for (int side = 5; side < 700; side = side * 2 + 1) {
    CAPTURE(side);
    const Extent extent{side, 2 * side};
    const Box box = exposed_limb(film(extent, {static_cast<float>(side) / 3, 1, 3, 9}));
    CHECK(box.left == std::floor(box.left));
    CHECK(box.width == std::floor(box.width));
    CHECK(box.width >= 1);
    CHECK(box.left >= 0);
    CHECK(box.left + box.width <= static_cast<float>(extent.width));
    CHECK(box.top + box.height <= static_cast<float>(extent.height));
  }
}

}  // namespace osteon
