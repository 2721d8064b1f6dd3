#include "osteon/explain/boxes.hpp"

#include <cmath>

#include <catch2/catch.hpp>

namespace osteon {
namespace {

/// Two channels: the first is the expert's value, the second the logarithm of every distance.
Expert expert() {
  return {.part = {},
          .backbone = {},
          .head = {"expert", {1, 0}, {0}, Pooling::log_mean_exp},
          .place_bias = -1,
          .calibration = {},
          .thresholds = {}};
}
BoxHead box_head() {
  return {.backbone = {}, .head = {"box", {0, 1, 0, 1, 0, 1, 0, 1}, {0, 0, 0, 0}}};
}

struct Seen {
  int column, row;
  float value, reach;
};

/// A grid of 8 x 8 in which nothing is seen but at the places given.
std::vector<float> features_with(const std::vector<Seen>& seen) {
  std::vector<float> features;
  for (int place = 0; place < 64; ++place) features.insert(features.end(), {-20, 0});
  for (const Seen& s : seen) {
    features[static_cast<std::size_t>(2 * (s.row * 8 + s.column))] = s.value;
    features[static_cast<std::size_t>(2 * (s.row * 8 + s.column) + 1)] = std::log(s.reach);
  }
  return features;
}

/// A radiograph of 160 x 160 of which the right lower quarter, 80 x 80, fills the input of 128.
std::vector<SuspectBox> boxes_of(const std::vector<Seen>& seen, double scale = 1) {
  const std::vector<float> features = features_with(seen);
  const Heatmap map =
      activation_map(features, 8, 8, expert(), placement({80, 80, 80, 80}, 128), 128);
  BoxHead head = box_head();
  head.scale = scale;
  return suspect_boxes(map, features, head, {160, 160});
}

}  // namespace

TEST_CASE("a box stands where its place lies on the radiograph, as far as the head says",
          "[explain]") {
  const auto boxes = boxes_of({{2, 3, 3, 1.5F}});
  REQUIRE(boxes.size() == 1);
  // A cell is 10 pixels of the radiograph; the place's centre lies at (80 + 25, 80 + 35).
  CHECK(boxes[0].box.left == Approx(90));
  CHECK(boxes[0].box.top == Approx(100));
  CHECK(boxes[0].box.width == Approx(30));
  CHECK(boxes[0].box.height == Approx(30));
  CHECK(boxes[0].probability == Approx(1 / (1 + std::exp(-2.0))));
}

TEST_CASE("a pack's scale shortens its boxes about the place that they are seen from",
          "[explain]") {
  const auto boxes = boxes_of({{2, 3, 3, 1.5F}}, 0.5);
  REQUIRE(boxes.size() == 1);
  CHECK(boxes[0].box.left == Approx(97.5));
  CHECK(boxes[0].box.width == Approx(15));
}

TEST_CASE("neighbours that see the same make one box, and what lies apart another", "[explain]") {
  const auto boxes = boxes_of({{2, 3, 3, 1.5F}, {3, 3, 3, 1.5F}, {6, 6, 1, 1}});
  REQUIRE(boxes.size() == 2);
  CHECK(boxes[0].box.left == Approx(95));  // the mean of 90 and 100
  CHECK(boxes[0].box.width == Approx(30));
  CHECK(boxes[0].probability > boxes[1].probability);
}

TEST_CASE("a box never leaves the radiograph, and where nothing is seen there is none",
          "[explain]") {
  CHECK(boxes_of({}).empty());
  const auto boxes = boxes_of({{7, 7, 5, 40}});
  REQUIRE(boxes.size() == 1);
  CHECK(boxes[0].box.left == 0);
  CHECK(boxes[0].box.left + boxes[0].box.width == Approx(160));
}

TEST_CASE("overlap is what is shared of what is covered", "[explain]") {
  CHECK(overlap({0, 0, 2, 2}, {1, 0, 2, 2}) == Approx(1.0 / 3));
  CHECK(overlap({0, 0, 2, 2}, {2, 0, 2, 2}) == 0);
  CHECK(overlap({0, 0, 2, 2}, {0, 0, 2, 2}) == Approx(1));
}

}  // namespace osteon
