#include <cmath>

#include <catch2/catch.hpp>

#include "osteon/base/random.hpp"
#include "osteon/evaluate/example_predictions.hpp"
#include "osteon/evaluate/logistic.hpp"
#include "osteon/evaluate/operating_points.hpp"

namespace osteon {
namespace {

/// Images of one part whose chance of being positive is sigmoid(slope * score + offset).
void add_images(Predictions& to, const std::string& part, int count, double slope, double offset,
                std::uint64_t seed) {
  Random random(seed);
  for (int i = 0; i < count; ++i) {
    const double score = 2 * random.normal();
    Prediction row;
    row.entry.part = part;
    row.entry.positive = random.chance(sigmoid(slope * score + offset));
    row.score = score;
    to.rows.push_back(row);
  }
}

int count_positives(const Predictions& predictions, std::string_view part) {
  int count = 0;
  for (const Prediction& row : predictions.rows)
    count += row.entry.part == part && row.entry.positive ? 1 : 0;
  return count;
}

double probability_of(const Expert& expert, double score) {
  return sigmoid(expert.calibration.slope * score + expert.calibration.offset);
}

}  // namespace

TEST_CASE("calibration finds the slope and the offsets that made the labels", "[evaluate]") {
  Pack pack = example_pack();
  Predictions predictions;
  add_images(predictions, "hand", 4000, 1.5, 0.5, 1);
  add_images(predictions, "knee", 4000, 1.5, -1.5, 2);

  calibrate(pack, predictions);

  CHECK(pack.experts[0].calibration.slope == Approx(1.5).epsilon(0.08));
  CHECK(pack.experts[1].calibration.slope == pack.experts[0].calibration.slope);
  CHECK(pack.experts[0].calibration.offset == Approx(0.5).margin(0.15));
  CHECK(pack.experts[1].calibration.offset == Approx(-1.5).margin(0.15));
}

TEST_CASE("a part with few images stays near the common offset", "[evaluate]") {
  Pack pack = example_pack();
  Predictions predictions;
  add_images(predictions, "hand", 4000, 1, 0, 1);
  // Four knees, all positive at a score of 0: without a prior their offset would grow until the
  // softened labels stop it, at about 7.6.
  for (int i = 0; i < 4; ++i) {
    Prediction row;
    row.entry.part = "knee";
    row.entry.positive = true;
    row.score = 0;
    predictions.rows.push_back(row);
  }

  calibrate(pack, predictions);

  CHECK(pack.experts[1].calibration.offset > pack.experts[0].calibration.offset);
  CHECK(pack.experts[1].calibration.offset < 2);
}

TEST_CASE("the thresholds keep 95 % of the fractures, and of the sound", "[evaluate]") {
  Pack pack = example_pack();
  Predictions predictions;
  const auto seed = static_cast<std::uint64_t>(GENERATE(range(0, 10)));
  CAPTURE(seed);
  add_images(predictions, "hand", 300, 2, 0, seed);
  add_images(predictions, "knee", 200, 2, -1, seed + 100);
  REQUIRE(count_positives(predictions, "knee") >= 10);

  calibrate(pack, predictions);

  for (const Expert& expert : pack.experts) {
    CAPTURE(expert.part);
    double positives = 0, possible = 0, negatives = 0, not_present = 0;
    for (const Prediction& row : predictions.rows) {
      if (row.entry.part != expert.part) continue;
      const double probability = probability_of(expert, row.score);
      if (row.entry.positive) {
        ++positives;
        possible += probability >= expert.thresholds.sensitive ? 1 : 0;
      } else {
        ++negatives;
        not_present += probability < expert.thresholds.specific ? 1 : 0;
      }
    }
    CHECK(possible / positives >= 0.95);
    CHECK(not_present / negatives >= 0.95);
    CHECK(expert.thresholds.sensitive <= expert.thresholds.specific);
  }
}

// Knees of FracAtlas have 4 fractures for validation: one of them would be the threshold.
TEST_CASE("a part with few fractures takes the thresholds of all parts together", "[evaluate]") {
  Pack pack = example_pack();
  pack.router.parts.emplace_back("foot");
  pack.experts.push_back({.part = "foot"});
  Predictions predictions;
  add_images(predictions, "hand", 400, 1, 0, 1);
  add_images(predictions, "knee", 100, 1, -6, 2);
  REQUIRE(count_positives(predictions, "knee") < 10);

  calibrate(pack, predictions);

  CHECK(pack.experts[1].thresholds.sensitive == pack.experts[2].thresholds.sensitive);
  CHECK(pack.experts[1].thresholds.specific == pack.experts[2].thresholds.specific);
  CHECK(pack.experts[0].thresholds.specific != pack.experts[1].thresholds.specific);
}

TEST_CASE("scores that separate the labels without error leave finite probabilities",
          "[evaluate]") {
  Pack pack = example_pack();
  Predictions predictions;
  for (int i = 0; i < 40; ++i) {
    Prediction row;
    row.entry.part = "hand";
    row.entry.positive = i >= 20;
    row.score = i >= 20 ? 5 + i : -5 - i;
    predictions.rows.push_back(row);
  }

  calibrate(pack, predictions);

  const Expert& hand = pack.experts[0];
  CHECK(std::isfinite(hand.calibration.slope));
  CHECK(probability_of(hand, 25) > 0.8);
  CHECK(probability_of(hand, -25) < 0.2);
  CHECK(hand.thresholds.sensitive <= hand.thresholds.specific);
}

TEST_CASE("scores that rank the wrong way, or are all equal, do not turn the ranking round",
          "[evaluate]") {
  const double direction = GENERATE(-1.0, 0.0);
  Pack pack = example_pack();
  Predictions predictions;
  for (int i = 0; i < 40; ++i) {
    Prediction row;
    row.entry.part = "hand";
    row.entry.positive = i >= 30;
    row.score = direction * i;
    predictions.rows.push_back(row);
  }

  calibrate(pack, predictions);

  CHECK(pack.experts[0].calibration.slope > 0);
  CHECK(std::isfinite(pack.experts[0].calibration.offset));
}

TEST_CASE("without both labels, or without scores, a pack stays as it is", "[evaluate]") {
  Pack pack = example_pack();
  Predictions predictions;
  Prediction row;
  row.entry.part = "hand";
  row.entry.positive = true;
  row.score = 1;
  predictions.rows.push_back(row);
  row.entry.positive = false;
  row.score = std::numeric_limits<double>::quiet_NaN();
  predictions.rows.push_back(row);

  calibrate(pack, predictions);

  CHECK(pack.experts[0].calibration.slope == 1);
  CHECK(pack.experts[0].thresholds.specific == 0.7);
}

TEST_CASE("a threshold stands half-way between the images that decide it", "[evaluate]") {
  // All of two positives and of three negatives must be kept.
  const Thresholds mixed = operating_points({{0.4, 0.9}, {0.1, 0.2, 0.6}}, 0.95);
  CHECK(mixed.sensitive == Approx((0.4 + 0.2) / 2));
  CHECK(mixed.specific == Approx((0.6 + 0.9) / 2));
}

TEST_CASE("where the labels do not overlap both thresholds stand in the gap", "[evaluate]") {
  const Thresholds apart = operating_points({{0.8, 0.9}, {0.1, 0.2}}, 0.95);
  CHECK(apart.sensitive == Approx(0.5));
  CHECK(apart.specific == Approx(0.5));
}

}  // namespace osteon
