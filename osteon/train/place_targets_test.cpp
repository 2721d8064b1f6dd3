#include "osteon/train/place_targets.hpp"

#include <vector>

#include <catch2/catch.hpp>

namespace osteon {
namespace {

struct Grid {
  int cells;
  std::vector<float> places = std::vector<float>(static_cast<std::size_t>(cells * cells), 7.0F);
  std::vector<float> boxes = std::vector<float>(static_cast<std::size_t>(4 * cells * cells), 7.0F);

  PlaceTargets targets(int side) { return {cells, side, places, boxes}; }
  float place(int column, int row) const {
    return places[static_cast<std::size_t>(row * cells + column)];
  }
  float box(int plane, int column, int row) const {
    return boxes[static_cast<std::size_t>((plane * cells + row) * cells + column)];
  }
};

}  // namespace

TEST_CASE("the place under an outline is taught with its box, and its neighbours say nothing",
          "[train]") {
  Grid grid{8};
  // Cells of 10 pixels; around the centre of column 3, row 2 at (35, 25).
  const Outline outline = outline_of({32, 21, 8, 6});
  fill_places(std::span(&outline, 1), grid.targets(80));
  CHECK(grid.place(3, 2) == 1);
  CHECK(grid.box(0, 3, 2) == Approx(0.3));
  CHECK(grid.box(1, 3, 2) == Approx(0.4));
  CHECK(grid.box(2, 3, 2) == Approx(0.5));
  CHECK(grid.box(3, 3, 2) == Approx(0.2));
  CHECK(grid.place(2, 2) == -1);
  CHECK(grid.place(4, 2) == -1);
  CHECK(grid.place(3, 1) == -1);
  CHECK(grid.place(6, 2) == 0);
  CHECK(grid.place(0, 7) == 0);
}

TEST_CASE("a finding smaller than a cell, between all centres, is taught all the same", "[train]") {
  Grid grid{8};
  const Outline outline = outline_of({38, 28, 4, 4});  // the corner where four cells meet
  fill_places(std::span(&outline, 1), grid.targets(80));
  int silent = 0;
  for (const float place : grid.places) silent += place == -1;
  CHECK(silent >= 4);
  const Outline nearer = outline_of({36, 26, 2, 2});
  fill_places(std::span(&nearer, 1), grid.targets(80));
  CHECK(grid.place(3, 2) == 1);
}

TEST_CASE("of a long finding the middle is taught, and its ends say nothing", "[train]") {
  Grid grid{16};
  const Outline outline = outline_of({20, 62, 120, 16});  // columns 2 to 13 of cells of 10 pixels
  fill_places(std::span(&outline, 1), grid.targets(160));
  for (int column = 5; column <= 10; ++column) CHECK(grid.place(column, 6) == 1);
  for (const int column : {2, 3, 12, 13}) CHECK(grid.place(column, 6) == -1);
  CHECK(grid.box(0, 5, 6) == Approx(3.5));
}

TEST_CASE("a bent finding, whose middle is empty, is taught where it lies", "[train]") {
  Grid grid{16};
  // An L of two thin legs: nothing of it within a quarter of the box's middle.
  const Outline bent{{{10, 10}, {16, 10}, {16, 144}, {150, 144}, {150, 150}, {10, 150}}};
  fill_places(std::span(&bent, 1), grid.targets(160));
  CHECK(grid.place(1, 7) == 1);
  CHECK(grid.place(7, 14) == 1);
  CHECK(grid.place(7, 7) == 0);
}

TEST_CASE("without outlines every place shows nothing, and of an unknown one nothing is said",
          "[train]") {
  Grid grid{4};
  fill_places({}, grid.targets(64));
  for (const float place : grid.places) CHECK(place == 0);
  fill_unknown(grid.targets(64));
  for (const float place : grid.places) CHECK(place == -1);
}

}  // namespace osteon
