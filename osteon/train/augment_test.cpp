#include "osteon/train/augment.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

namespace osteon {
namespace {

/// A bright bar, off the middle, on a dim field.
Radiograph bar(Extent extent = {200, 260}) {
  std::vector<float> grey;
  for (int y = 0; y < extent.height; ++y)
    for (int x = 0; x < extent.width; ++x)
      grey.push_back(x > extent.width / 3 && x < extent.width / 2 ? 0.8F : 0.2F);
  return {extent, grey};
}

double mean(const Radiograph& radiograph) {
  const auto grey = radiograph.grey();
  return std::accumulate(grey.begin(), grey.end(), 0.0) / static_cast<double>(grey.size());
}

}  // namespace

TEST_CASE("the same random state gives the same image, and another one another", "[train]") {
  const auto augmented = [](const Radiograph& radiograph, Random& random) {
    return augment(radiograph, {}, random).radiograph;
  };
  using Change = std::function<Radiograph(const Radiograph&, Random&)>;
  for (const Change& change : {Change(augmented), Change(distractor)}) {
    Random one(5);
    Random same(5);
    Random other(6);
    const Radiograph a = change(bar(), one);
    const Radiograph b = change(bar(), same);
    const Radiograph c = change(bar(), other);
    CHECK(std::ranges::equal(a.grey(), b.grey()));
    CHECK_FALSE(std::ranges::equal(a.grey(), c.grey()));
  }
}

TEST_CASE("an augmented radiograph is still one: sound values, and the limb is in it", "[train]") {
  int even = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    // The constructor would have refused a value outside 0 to 1.
    const Radiograph changed = augment(bar(), {}, random).radiograph;
    CHECK(std::min(changed.extent().width, changed.extent().height) >= 64);
    const auto [low, high] = std::ranges::minmax(changed.grey());
    even += high - low <= 0.15F;
    CHECK(mean(changed) < 0.95);
  }
  // From very near, the bar may fill the picture.
  CHECK(even < 10);
}

TEST_CASE("tiny and narrow radiographs can be augmented", "[train]") {
  for (const Extent extent : {Extent{1, 1}, Extent{1, 300}, Extent{300, 2}, Extent{64, 64}}) {
    CAPTURE(extent.width, extent.height);
    Random random(1);
    for (int i = 0; i < 20; ++i) {
      CHECK_NOTHROW(augment(bar(extent), {}, random));
      CHECK_NOTHROW(distractor(bar(extent), random));
    }
  }
}

TEST_CASE("mirrored images come as often as others", "[train]") {
  // The bar lies left of the middle; half of the changed images must have it on the right.
  int right = 0;
  int counted = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    Random random(seed);
    const Radiograph changed = augment(bar(), {}, random).radiograph;
    const auto [width, height] = changed.extent();
    if (width >= height) continue;  // turned by a quarter
    double left_sum = 0;
    double right_sum = 0;
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x)
        (x < width / 2 ? left_sum : right_sum) += changed.row(y)[static_cast<std::size_t>(x)];
    right += right_sum > left_sum;
    ++counted;
  }
  CHECK(right > 0.35 * counted);
  CHECK(right < 0.65 * counted);
}

TEST_CASE("an outline stays on what it was drawn around", "[train]") {
  // A bright spot on a dark film, outlined: whatever the change, the outline holds what is bright.
  const Extent extent{240, 300};
  std::vector<float> grey(240 * 300, 0.1F);
  for (int y = 60; y < 84; ++y)
    for (int x = 150; x < 180; ++x) grey[static_cast<std::size_t>(y * 240 + x)] = 0.9F;
  const Outline spot = outline_of({150, 60, 30, 24});
  int dark = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const Augmented changed = augment(Radiograph(extent, grey), std::span(&spot, 1), random);
    REQUIRE(changed.outlines.size() == 1);
    const Box box = bounds(changed.outlines[0]);
    const float middle = changed.radiograph.row(static_cast<int>(
        box.top + box.height / 2))[static_cast<std::size_t>(box.left + box.width / 2)];
    const auto [low, high] = std::ranges::minmax(changed.radiograph.grey());
    // An inverted film has it dark, a patch may cover it.
    if (middle < (low + high) / 2) ++dark;
  }
  CHECK(dark < 40);
}

TEST_CASE("from near, a part of the film is seen pixel by pixel", "[train]") {
  // Every pixel has a value of its own, which says where it came from.
  const Extent extent{240, 300};
  std::vector<float> grey(240 * 300);
  for (std::size_t i = 0; i < grey.size(); ++i) grey[i] = static_cast<float>(i) / 72000;
  const Radiograph film(extent, grey);
  const Outline spot = outline_of({150, 220, 30, 24});
  int with_spot = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const Augmented near = seen_from_near(film, std::span(&spot, 1), random);
    const auto [width, height] = near.radiograph.extent();
    CHECK((width >= 80 && width <= 160));
    CHECK((height >= 100 && height <= 200));
    const auto first = static_cast<std::size_t>(std::lround(near.radiograph.grey()[0] * 72000));
    for (const auto& [x, y] : {std::pair{0, height - 1}, std::pair{width - 1, 0}})
      CHECK(near.radiograph.row(y)[static_cast<std::size_t>(x)] ==
            grey[first + static_cast<std::size_t>(y * 240 + x)]);
    if (near.outlines.empty()) continue;
    ++with_spot;
    const Box box = bounds(near.outlines[0]);
    CHECK(box.left == std::max(0.0F, 150 - static_cast<float>(first % 240)));
    CHECK(box.top == std::max(0.0F, 220 - static_cast<float>(first / 240)));
  }
  CHECK(with_spot >= 50);
}

TEST_CASE("from near, bone is looked at rather than air", "[train]") {
  const Extent extent{240, 300};
  std::vector<float> grey(240 * 300);
  for (std::size_t i = 0; i < grey.size(); ++i) grey[i] = static_cast<float>(i) / 72000;
  const Radiograph film(extent, grey);
  int bright = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    Random random(seed);
    const Radiograph near = seen_from_near(film, {}, random).radiograph;
    const auto [width, height] = near.extent();
    if (near.row(height / 2)[static_cast<std::size_t>(width / 2)] > 0.5F) ++bright;
  }
  CHECK(bright >= 80);  // one place drawn by lot would be in half of them
}

TEST_CASE("the smallest film is seen from near", "[train]") {
  for (const Extent extent : {Extent{1, 1}, Extent{3, 200}}) {
    const Radiograph film(
        extent, std::vector<float>(static_cast<std::size_t>(extent.width * extent.height), 0.5F));
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      Random random(seed);
      CHECK(seen_from_near(film, {}, random).radiograph.extent().width >= 1);
    }
  }
}

}  // namespace osteon
