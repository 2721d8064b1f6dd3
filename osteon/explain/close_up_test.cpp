#include "osteon/explain/close_up.hpp"

#include <cmath>

#include <catch2/catch.hpp>

namespace osteon {
namespace {

const Box whole_film{-50, 0, 400, 400};  // a film of 300 x 400, letterboxed
constexpr Extent film{300, 400};

}  // namespace

TEST_CASE("a close-up is a square around the box, as much smaller as was asked", "[explain]") {
  const Box area = close_up({140, 190, 20, 20}, whole_film, 2, film);
  CHECK(area.left == 50);
  CHECK(area.top == 100);
  CHECK(area.width == 200);
  CHECK(area.height == 200);
}

TEST_CASE("a close-up is moved into the film, and ends with it", "[explain]") {
  const Box corner = close_up({280, 0, 20, 20}, whole_film, 2, film);
  CHECK(corner.left == 100);
  CHECK(corner.top == 0);
  CHECK(corner.width == 200);
  const Box wide = close_up({20, 100, 240, 30}, whole_film, 2, film);
  CHECK(wide.left == 0);
  CHECK(wide.width == 300);
  CHECK(wide.height == Approx(384).margin(1));
}

TEST_CASE("a close-up lies at whole pixels inside the film, whatever the box", "[explain]") {
  for (const Extent extent : {Extent{1, 1}, Extent{1, 200}, Extent{37, 5}, Extent{300, 400}})
    for (const double zoom : {1.0, 1.7, 2.5, 10.0})
      for (const float place : {0.0F, 0.31F, 0.99F}) {
        CAPTURE(extent.width, extent.height, zoom, place);
        const auto width = static_cast<float>(extent.width);
        const auto height = static_cast<float>(extent.height);
        const Box area = close_up({place * width, place * height, width / 9, height / 7},
                                  {0, 0, width, height}, zoom, extent);
        for (const float value : {area.left, area.top, area.width, area.height})
          CHECK(value == std::floor(value));
        CHECK(area.left >= 0);
        CHECK(area.top >= 0);
        CHECK(area.width >= 1);
        CHECK(area.height >= 1);
        CHECK(area.left + area.width <= width);
        CHECK(area.top + area.height <= height);
      }
}

TEST_CASE("what a close-up shows counts instead of what was seen there before", "[explain]") {
  const std::vector<SuspectBox> first{{{100, 100, 20, 20}, 0.6, true},
                                      {{250, 350, 20, 20}, 0.3, true}};
  const std::vector<CloseUp> looks{{{50, 50, 120, 120}, {{{104, 98, 14, 26}, 0.8}}}};
  const auto boxes = after_close_ups(first, looks);
  REQUIRE(boxes.size() == 2);
  CHECK(boxes[0].box.left == 104);
  CHECK(boxes[0].probability == 0.8);
  CHECK(boxes[1].box.left == 250);
  CHECK_FALSE(boxes[1].shown);
}

TEST_CASE("a box that two close-ups show counts once, as the surer one saw it", "[explain]") {
  const std::vector<CloseUp> looks{{{0, 0, 200, 200}, {{{104, 98, 14, 26}, 0.5}}},
                                   {{50, 50, 200, 200}, {{{103, 99, 15, 24}, 0.7}}}};
  const auto boxes = after_close_ups({}, looks);
  REQUIRE(boxes.size() == 1);
  CHECK(boxes[0].box.left == 103);
  CHECK(boxes[0].probability == 0.7);
}

TEST_CASE("what was seen first stays where a close-up shows nothing", "[explain]") {
  const std::vector<SuspectBox> first{{{100, 100, 20, 20}, 0.6, true}};
  const std::vector<CloseUp> looks{{{50, 50, 120, 120}, {}}};
  const auto boxes = after_close_ups(first, looks);
  REQUIRE(boxes.size() == 1);
  CHECK(boxes[0].box.left == 100);
}

}  // namespace osteon
