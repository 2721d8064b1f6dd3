// Pictures that no pack may answer train routers and measure them, so they have to be the same
// tomorrow, unlike each other, and nothing that a pack refuses without looking.
#include "osteon/phantom/out_of_scope.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"

namespace {

using namespace osteon;

std::string any_kind() {
  std::vector<std::string> names;
  for (const OutOfScopeKind& kind : out_of_scope_kinds()) names.emplace_back(kind.name);
  return GENERATE_COPY(from_range(names));
}

Radiograph drawn(std::string_view kind, std::uint64_t seed) {
  return draw_out_of_scope({.kind = kind, .seed = seed, .longest_side = 128});
}

bool same_pixels(const Radiograph& a, const Radiograph& b) {
  return a.extent() == b.extent() && std::ranges::equal(a.grey(), b.grey());
}

}  // namespace

TEST_CASE("kinds have names of their own, and some of each sort are never trained on",
          "[phantom]") {
  std::set<std::string_view> names;
  int for_training = 0;
  for (const OutOfScopeKind& kind : out_of_scope_kinds()) {
    names.insert(kind.name);
    for_training += kind.for_training ? 1 : 0;
    CHECK_FALSE(kind.what.empty());
  }
  const auto all = out_of_scope_kinds().size();
  CHECK(names.size() == all);
  CHECK(for_training >= 10);
  CHECK(static_cast<int>(all) - for_training >= 10);
}

TEST_CASE("the same order draws the same picture, another seed another one", "[phantom]") {
  const std::string kind = any_kind();
  CAPTURE(kind);
  CHECK(same_pixels(drawn(kind, 7), drawn(kind, 7)));
  CHECK_FALSE(same_pixels(drawn(kind, 7), drawn(kind, 8)));
}

// A pack refuses a blank picture before any network sees it: such a one would measure nothing.
TEST_CASE("a picture shows something, in eight bits", "[phantom]") {
  const std::string kind = any_kind();
  const auto seed = GENERATE(range(1, 6));
  CAPTURE(kind, seed);
  const Radiograph picture = drawn(kind, static_cast<std::uint64_t>(seed));
  const auto [least, most] = std::ranges::minmax(picture.grey());
  CHECK(most - least > 0.04F);
  CHECK(picture.acquisition().body_part.empty());
  for (const float grey : picture.grey())
    REQUIRE(std::abs(grey * 255 - std::round(grey * 255)) < 0.01F);
}

TEST_CASE("the longest side is the one that was ordered", "[phantom]") {
  const std::string kind = any_kind();
  const int side = GENERATE(64, 97, 300);
  CAPTURE(kind, side);
  const Extent extent = draw_out_of_scope({.kind = kind, .longest_side = side}).extent();
  CHECK(std::max(extent.width, extent.height) == side);
  CHECK(std::min(extent.width, extent.height) >= side * 2 / 5);
}

TEST_CASE("an unknown kind is refused with the kinds there are, and a side with its limits",
          "[phantom]") {
  CHECK_THROWS_WITH(drawn("hand", 1), Catch::Contains("skull_lateral"));
  const int side = GENERATE(-1, 0, 63, 4097);
  CHECK_THROWS_WITH(draw_out_of_scope({.longest_side = side}), Catch::Contains("64 to 4096"));
}
