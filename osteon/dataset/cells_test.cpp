#include "osteon/dataset/cells.hpp"

#include <catch2/catch.hpp>

namespace osteon {

TEST_CASE("cells are read as they were put in, empty ones too", "[dataset]") {
  Cells cells;
  for (const std::string_view text : {"", "cast", "", "frontal, lateral", ""})
    cells.push_back(text);
  CHECK(cells[0].empty());
  CHECK(cells[1] == "cast");
  CHECK(cells[2].empty());
  CHECK(cells[3] == "frontal, lateral");
  CHECK(cells[4].empty());
  CHECK(cells[5].empty());
  CHECK(Cells()[3].empty());
  CHECK(Cells::from_joined(cells.joined()) == cells);
}

TEST_CASE("a NUL in a cell cannot shift the cells behind it", "[dataset]") {
  Cells cells;
  cells.push_back(std::string_view("a\0b", 3));
  cells.push_back("c");
  CHECK(cells[0] == "a");
  CHECK(cells[1] == "c");
}

}  // namespace osteon
