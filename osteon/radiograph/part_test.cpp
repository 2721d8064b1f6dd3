#include "osteon/radiograph/part.hpp"

#include <catch2/catch.hpp>

namespace osteon {

TEST_CASE("a part of a radiograph holds its pixels and what the file says", "[radiograph]") {
  std::vector<float> grey;
  for (int i = 0; i < 20; ++i) grey.push_back(static_cast<float>(i) / 20);
  const Radiograph whole({5, 4}, grey, {.view = "AP", .bits = 12});
  const Radiograph part = part_of(whole, {1, 2, 3, 2});
  CHECK(part.extent() == Extent{3, 2});
  CHECK(part.row(0)[0] == whole.row(2)[1]);
  CHECK(part.row(1)[2] == whole.row(3)[3]);
  CHECK(part.acquisition().view == "AP");
  CHECK(part.acquisition().bits == 12);
  CHECK(part_of(whole, {0, 0, 5, 4}).grey().size() == 20);
  CHECK(part_of(whole, {4, 3, 1, 1}).grey().front() == grey.back());
}

}  // namespace osteon
