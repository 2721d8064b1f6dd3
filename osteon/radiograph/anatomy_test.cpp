#include "osteon/radiograph/anatomy.hpp"

#include <catch2/catch.hpp>

namespace osteon {

TEST_CASE("a region is found by its code and by its word", "[radiograph]") {
  REQUIRE(find_region_by_code("74670003") != nullptr);
  CHECK(find_region_by_code("74670003")->word == "WRIST");
  REQUIRE(find_region_by_word("HIP") != nullptr);
  CHECK(find_region_by_word("HIP")->code == "29836001");
}

TEST_CASE("what is not in the table is not guessed", "[radiograph]") {
  CHECK(find_region_by_code("") == nullptr);
  CHECK(find_region_by_word("") == nullptr);
  CHECK(find_region_by_word("HIPPO") == nullptr);
}

TEST_CASE("a side goes to its letter and back", "[radiograph]") {
  for (const auto side : {Laterality::left, Laterality::right, Laterality::both})
    CHECK(side_of_letter(letter_of(side)) == side);
  CHECK(letter_of({}).empty());
}

TEST_CASE("the old and the new code of a side agree, and unpaired parts have none",
          "[radiograph]") {
  CHECK(side_of_code("7771000") == side_of_code("G-A101"));
  CHECK(side_of_code("24028007") == Laterality::right);
  CHECK_FALSE(side_of_code(""));
  CHECK_FALSE(side_of_letter("U"));
  CHECK_FALSE(side_of_letter(""));
}

}  // namespace osteon
