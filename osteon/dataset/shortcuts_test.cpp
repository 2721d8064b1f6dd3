#include "osteon/dataset/shortcuts.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "osteon/base/random.hpp"

namespace osteon {
namespace {

Opened image(std::size_t row, bool positive, Extent extent, int bits = 8,
             const std::string& part = "hand") {
  return {.row = row,
          .entry = {.file = std::to_string(row) + ".png", .part = part, .positive = positive},
          .facts = {.extent = extent, .bits = bits}};
}

bool names(const std::vector<Shortcut>& shortcuts, std::string_view property) {
  return std::ranges::any_of(shortcuts, [&](const auto& s) { return s.property == property; });
}

}  // namespace

TEST_CASE("the AUROC of counts is that of the pairs", "[dataset]") {
  // 2 negatives at 1, 1 at 2; 1 positive at 2, 1 at 3: of 6 pairs 5 are won and 1 is tied.
  const std::map<double, LabelCounts> counts{{1, {{2, 0}}}, {2, {{1, 1}}}, {3, {{0, 1}}}};
  CHECK(auroc_of(counts).value == Approx(5.5 / 6));
  CHECK_FALSE(auroc_of(counts).beyond_chance);
}

TEST_CASE("Cramér's V is 1 for a property that is the label, and 0 for one that says nothing",
          "[dataset]") {
  CHECK(cramers_v_of({{"a", {{50, 0}}}, {"b", {{0, 50}}}}).value == Approx(1).margin(0.02));
  CHECK(cramers_v_of({{"a", {{50, 0}}}, {"b", {{0, 50}}}}).beyond_chance);
  CHECK(cramers_v_of({{"a", {{50, 25}}}, {"b", {{20, 10}}}}).value == 0);
  CHECK(cramers_v_of({{"a", {{50, 25}}}}).value == 0);
}

TEST_CASE("portrait films among the fractured and landscape ones among the sound are a shortcut",
          "[dataset]") {
  ShortcutFinder finder;
  for (std::size_t row = 0; row < 60; ++row) {
    const bool positive = row % 3 == 0;
    finder.add(image(row, positive, positive ? Extent{300, 400} : Extent{400, 300}));
  }
  const auto found = finder.found();
  CHECK(names(found, "orientation"));
  CHECK(names(found, "size"));
  CHECK(names(found, "width to height"));
  CHECK_FALSE(names(found, "area"));
  CHECK_FALSE(names(found, "bit depth"));
  for (const Shortcut& shortcut : found) {
    CHECK(shortcut.part == "hand");
    CHECK_FALSE(shortcut.examples.empty());
    for (const auto row : shortcut.examples) CHECK(row < 60);
  }
}

TEST_CASE("larger films among the fractured are a shortcut, told from the largest", "[dataset]") {
  ShortcutFinder finder;
  for (std::size_t row = 0; row < 60; ++row) {
    const int side = 300 + static_cast<int>(row);
    finder.add(image(row, row >= 30, {side, side}));
  }
  const auto found = finder.found();
  REQUIRE(names(found, "area"));
  const auto area =
      *std::ranges::find_if(found, [](const auto& s) { return s.property == "area"; });
  CHECK(area.value == 1);
  CHECK(area.examples == std::vector<std::uint32_t>{59, 0});
}

// Without this, every dataset of some size would be said to be unsound.
TEST_CASE("labels by chance are no shortcut", "[dataset]") {
  const auto seed = GENERATE(take(20, random(0U, 1'000'000U)));
  CAPTURE(seed);
  Random random(seed);
  ShortcutFinder finder;
  for (std::size_t row = 0; row < 300; ++row)
    finder.add(image(row, random.chance(0.3), {300 + 50 * random.below(4), 400},
                     random.chance(0.5) ? 8 : 16));
  CHECK(finder.found().empty());
}

TEST_CASE("too few images of a label say nothing", "[dataset]") {
  ShortcutFinder finder;
  for (std::size_t row = 0; row < 100; ++row)
    finder.add(image(row, row < 9, row < 9 ? Extent{300, 400} : Extent{400, 300}));
  CHECK(finder.found().empty());
}

}  // namespace osteon
