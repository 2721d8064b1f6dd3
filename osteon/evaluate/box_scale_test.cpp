#include "osteon/evaluate/box_scale.hpp"

#include <vector>

#include <catch2/catch.hpp>

#include "osteon/base/random.hpp"

using namespace osteon;

namespace {

/// Boxes that miss their middles a little and are `too_long`, with some around nothing.
std::vector<Located> images(double too_long) {
  Random random(3);
  std::vector<Located> all;
  for (int i = 0; i < 60; ++i) {
    const auto side = static_cast<float>(random.uniform(15, 40));
    const Box truth{100, 120, side, side * 1.5F};
    const auto longer = static_cast<float>(too_long);
    const auto dx = static_cast<float>(random.uniform(-0.15, 0.15)) * side;
    const Box said{truth.left + dx + truth.width * (1 - longer) / 2,
                   truth.top + truth.height * (1 - longer) / 2, truth.width * longer,
                   truth.height * longer};
    all.push_back({.part = "hand",
                   .group = "g",
                   .positive = true,
                   .truth = {truth},
                   .pointed = {.boxes = {{said, random.uniform()},
                                         {{300, 300, 20, 20}, 0.5 * random.uniform()}},
                               .hottest = {}}});
  }
  return all;
}

}  // namespace

TEST_CASE("boxes that are too long are shortened, and too short ones lengthened",
          "[evaluate][box_scale]") {
  CHECK(best_box_scale(images(1.3)) == Approx(1 / 1.3).margin(0.08));
  CHECK(best_box_scale(images(0.75)) > 1.05);
  CHECK(best_box_scale(images(1)) == Approx(1).margin(0.08));
}

TEST_CASE("without outlines boxes stay as they are", "[evaluate][box_scale]") {
  std::vector<Located> nobody_drew = images(1.3);
  for (Located& image : nobody_drew) image.truth.clear();
  CHECK(best_box_scale(nobody_drew) == 1);
  CHECK(best_box_scale({}) == 1);
}
