#include "osteon/dataset/outline_cell.hpp"

#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"

using Catch::Contains;

namespace osteon {

TEST_CASE("four numbers are a box and more are the corners of a polygon", "[dataset]") {
  const auto outlines = outlines_in("10 20 30 40.5; 1 2 5 2 5 8;");
  REQUIRE(outlines.size() == 2);
  CHECK(bounds(outlines[0]).left == 10);
  CHECK(bounds(outlines[0]).height == 40.5F);
  CHECK(outlines[1].corners.size() == 3);
  CHECK(outlines[1].corners[2].y == 8);
  CHECK(outlines_in("").empty());
  CHECK(outlines_in("  ").empty());
}

TEST_CASE("a cell that was written from outlines is read as they were", "[dataset]") {
  const std::string cell = GENERATE(as<std::string>(), "", "10 20 30 40.5", "0.1 0.2 5 2 5 8",
                                    "1 2 3 4; 1 2 5 2 5 8 1 8.5");
  CHECK(outline_cell(outlines_in(cell)) == cell);
}

TEST_CASE("an outline that breaks the rules is refused with what it is and what it may be",
          "[dataset]") {
  CHECK_THROWS_WITH(outlines_in("1 2 3"),
                    Contains("'1 2 3' has 3 numbers") && Contains("left top width height"));
  CHECK_THROWS_WITH(outlines_in("1 2 3 4; 1 2 3 4 5 6 7"), Contains("has 7 numbers"));
  CHECK_THROWS_WITH(outlines_in("1,2,3,4"), Contains("is not all numbers"));
  CHECK_THROWS_WITH(outlines_in("1 2 x 4"), Contains("is not all numbers"));
  CHECK_THROWS_WITH(outlines_in("1 2 nan 4"), Contains("is not all numbers"));
  CHECK_THROWS_WITH(outlines_in("1 2 -3 4"), Contains("not above 0"));
}

}  // namespace osteon
