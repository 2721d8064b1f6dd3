#include "osteon/explain/heatmap.hpp"

#include <cmath>
#include <numeric>

#include <catch2/catch.hpp>

#include "osteon/base/random.hpp"

using namespace osteon;

namespace {

std::vector<float> random_values(std::size_t count, Random& random) {
  std::vector<float> values(count);
  for (float& value : values) value = static_cast<float>(random.normal());
  return values;
}

/// An expert that is its head alone.
Expert expert_with(const Head& head) {
  return {.part = {}, .backbone = {}, .head = head, .calibration = {}, .thresholds = {}};
}

/// A map over the radiograph itself, without letterbox, with `values` row by row.
Heatmap map_over(Extent extent, int columns, int rows, std::vector<float> values) {
  return {.columns = columns,
          .rows = rows,
          .values = std::move(values),
          .area = {0, 0, static_cast<float>(extent.width), static_cast<float>(extent.height)},
          .floor = 0};
}

}  // namespace

// The claim of every overlay: what is drawn is the score, spread out. If this fails, the pictures
// explain something else than what was said.
TEST_CASE("the mean of the map and the head's bias are the score", "[explain]") {
  const auto seed = GENERATE(take(20, random(0u, 1'000'000u)));
  CAPTURE(seed);
  Random random(seed);
  const int rows = 1 + random.below(10);
  const int columns = 1 + random.below(10);
  const int channels = 1 + random.below(70);
  const auto size = static_cast<std::size_t>(rows * columns * channels);
  const auto features = random_values(size, random);
  const Head head{"expert", random_values(static_cast<std::size_t>(channels), random), {0.7F}};

  double score = head.bias[0];
  for (std::size_t i = 0; i < size; ++i)
    score +=
        static_cast<double>(features[i]) * head.weight[i % head.weight.size()] / (rows * columns);

  const auto map = activation_map(features, rows, columns, expert_with(head),
                                  placement({0, 0, 640, 480}, 288), 288);
  REQUIRE(map.values.size() == static_cast<std::size_t>(rows * columns));
  const double mean = std::accumulate(map.values.begin(), map.values.end(), 0.0) / (rows * columns);
  CHECK(mean + head.bias[0] == Approx(score).margin(1e-5));
}

TEST_CASE("the map covers the square that the network saw, letterbox included", "[explain]") {
  const Head head{"expert", {1}, {0}};
  const std::vector<float> features(9, 1.0F);

  const auto wide =
      activation_map(features, 3, 3, expert_with(head), placement({0, 0, 600, 300}, 300), 300).area;
  CHECK(wide.left == Approx(0));
  CHECK(wide.width == Approx(600));
  CHECK(wide.top == Approx(-150));
  CHECK(wide.height == Approx(600));

  const auto narrow =
      activation_map(features, 3, 3, expert_with(head), placement({0, 0, 100, 400}, 200), 200).area;
  CHECK(narrow.left == Approx(-150));
  CHECK(narrow.width == Approx(400));
  CHECK(narrow.top == Approx(0));
  CHECK(narrow.height == Approx(400));
}

TEST_CASE("a place counts only when it would make the answer positive by itself", "[explain]") {
  const std::vector<float> features{0, 1, 2, 3};
  const auto floor_with = [&](float bias) {
    return activation_map(features, 2, 2, expert_with({"expert", {1}, {bias}}),
                          placement({0, 0, 100, 100}, 64), 64)
        .floor;
  };
  CHECK(floor_with(-1.5F) == 1.5F);
  CHECK(floor_with(2.0F) == 0.0F);
}

TEST_CASE("between the centres of the grid the heat is interpolated, beyond them it stays",
          "[explain]") {
  const auto map = map_over({200, 100}, 2, 1, {1, 3});
  CHECK(heat_at(map, 50, 50) == Approx(1));
  CHECK(heat_at(map, 100, 50) == Approx(2));
  CHECK(heat_at(map, 150, 10) == Approx(3));
  CHECK(heat_at(map, 0, 0) == Approx(1));
  CHECK(heat_at(map, 199, 99) == Approx(3));
}

TEST_CASE("nothing is boxed where nothing speaks for the finding", "[explain]") {
  CHECK_FALSE(suspect_region(map_over({90, 90}, 3, 3, std::vector<float>(9, -1.0F)), {90, 90}));
  auto below_the_floor = map_over({90, 90}, 3, 3, std::vector<float>(9, 1.0F));
  below_the_floor.floor = 1.5F;
  CHECK_FALSE(suspect_region(below_the_floor, {90, 90}));
}

TEST_CASE("the box holds the peak and leaves out a second, separate region", "[explain]") {
  std::vector<float> values(81, 0.0F);
  values[1 * 9 + 7] = 10;  // column 7, row 1
  values[7 * 9 + 1] = 9;   // far away, and as good as as hot
  const Extent extent{900, 900};
  const auto box = suspect_region(map_over(extent, 9, 9, std::move(values)), extent);
  REQUIRE(box);
  CHECK(box->left < 750);
  CHECK(box->left + box->width > 750);
  CHECK(box->top < 150);
  CHECK(box->top + box->height > 150);
  CHECK(box->left > 600);
  CHECK(box->top + box->height < 300);
}

TEST_CASE("the box never leaves the radiograph, whatever its shape", "[explain]") {
  const auto seed = GENERATE(take(40, random(0u, 1'000'000u)));
  CAPTURE(seed);
  Random random(seed);
  const Extent extent{1 + random.below(900), 1 + random.below(900)};
  CAPTURE(extent.width, extent.height);
  const Head head{"expert", {1}, {0}};
  auto features = random_values(81, random);
  features[static_cast<std::size_t>(random.below(81))] = 8;
  const auto map = activation_map(
      features, 9, 9, expert_with(head),
      placement({0, 0, static_cast<float>(extent.width), static_cast<float>(extent.height)}, 288),
      288);
  const auto box = suspect_region(map, extent);
  if (!box) return;  // the peak lies in the letterbox
  CHECK(box->left >= 0);
  CHECK(box->top >= 0);
  CHECK(box->width > 0);
  CHECK(box->height > 0);
  CHECK(box->left + box->width <= Approx(extent.width));
  CHECK(box->top + box->height <= Approx(extent.height));
}

TEST_CASE("where odds add up, the map's border is a place that shows it once in ten", "[explain]") {
  Expert expert = expert_with({"expert", {1}, {-3}, Pooling::log_mean_exp});
  expert.place_bias = 0.5;
  const std::vector<float> features{-9, std::log(1.0F / 9) - 0.5F, 2, 0};
  const auto map = activation_map(features, 2, 2, expert, placement({0, 0, 50, 50}, 32), 32);
  CHECK(map.floor == 0);
  CHECK(map.values[0] < 0);
  CHECK(map.values[1] == Approx(0).margin(1e-5));
  CHECK(map.values[2] > 0);
  const Point peak = hottest(map, {50, 50});
  CHECK(peak.x == Approx(12.5));
  CHECK(peak.y == Approx(37.5));
}
