#include "osteon/evaluate/localisation.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "osteon/base/random.hpp"

namespace {

using namespace osteon;

Located image(std::vector<Box> truth, std::vector<ScoredBox> boxes,
              std::optional<Point> hottest = {}) {
  return {.part = "hand",
          .group = "g",
          .positive = !truth.empty(),
          .truth = std::move(truth),
          .pointed = {std::move(boxes), hottest}};
}

std::optional<double> precision_of(const std::vector<Located>& images, double least_overlap) {
  return BoxPrecision(images, least_overlap).of(std::vector<int>(images.size(), 1));
}

/// The definition, word by word: at every threshold the boxes are matched afresh, and every recall
/// looks through all thresholds.
double by_definition(const std::vector<Located>& images, double least_overlap) {
  std::set<double> thresholds;
  double truths = 0;
  for (const Located& picture : images) {
    truths += static_cast<double>(picture.truth.size());
    for (const ScoredBox& box : picture.pointed.boxes) thresholds.insert(box.score);
  }
  std::vector<std::pair<double, double>> points;
  for (const double threshold : thresholds) {
    double taken = 0;
    double right = 0;
    for (const Located& picture : images) {
      std::vector<ScoredBox> boxes = picture.pointed.boxes;
      std::erase_if(boxes, [&](const ScoredBox& box) { return box.score < threshold; });
      std::ranges::stable_sort(boxes, std::greater{}, &ScoredBox::score);
      std::vector<Box> left = picture.truth;
      taken += static_cast<double>(boxes.size());
      for (const ScoredBox& box : boxes) {
        const auto best = std::ranges::max_element(
            left, {}, [&](const Box& truth) { return overlap(box.box, truth); });
        if (best == left.end() || overlap(box.box, *best) < least_overlap) continue;
        left.erase(best);
        right += 1;
      }
    }
    points.emplace_back(right / truths, right / taken);
  }
  double sum = 0;
  for (int i = 0; i <= 100; ++i) {
    double best = 0;
    for (const auto& [recall, precision] : points)
      if (recall >= i / 100.0) best = std::max(best, precision);
    sum += best;
  }
  return sum / 101;
}

std::vector<Located> random_images(std::uint64_t seed) {
  Random random(seed);
  const auto box = [&] {
    const auto number = [&](double low, double high) {
      return static_cast<float>(random.uniform(low, high));
    };
    return Box{number(0, 40), number(0, 40), number(5, 40), number(5, 40)};
  };
  std::vector<Located> images;
  for (int i = 0; i < 12; ++i) {
    Located picture = image({}, {});
    for (int truth = random.below(4); truth > 0; --truth) picture.truth.push_back(box());
    // Few different scores, so that some are the same.
    for (int said = random.below(5); said > 0; --said)
      picture.pointed.boxes.push_back({box(), random.below(8) / 8.0});
    images.push_back(std::move(picture));
  }
  return images;
}

constexpr Box square{10, 10, 20, 20};

}  // namespace

TEST_CASE("boxes overlap by what they share of what they cover together", "[localisation]") {
  CHECK(overlap(square, square) == 1);
  CHECK(overlap(square, {20, 10, 20, 20}) == Approx(200.0 / 600));
  CHECK(overlap(square, {12, 12, 10, 10}) == Approx(100.0 / 400));
  CHECK(overlap(square, {30, 10, 20, 20}) == 0);
  CHECK(overlap({5, 5, 0, 0}, {5, 5, 0, 0}) == 0);
}

TEST_CASE("the hottest place counts within ten pixels of a box, and must be there to count",
          "[localisation]") {
  CHECK(hit(image({square}, {}, Point{15, 25})).value());
  CHECK(hit(image({square}, {}, Point{40, 30})).value());
  CHECK_FALSE(hit(image({square}, {}, Point{40.5, 30})).value());
  CHECK(hit(image({{90, 90, 5, 5}, square}, {}, Point{0, 0})).value());
  CHECK_FALSE(hit(image({square}, {})).value());
  CHECK_FALSE(hit(image({}, {}, Point{15, 25})));
}

TEST_CASE("average precision of boxes as worked out by hand", "[localisation]") {
  const Box off{200, 200, 20, 20};
  CHECK(precision_of({image({square}, {{square, 0.9}})}, 0.5).value() == Approx(1));
  CHECK(precision_of({image({square}, {{off, 0.9}})}, 0.5).value() == Approx(0));
  CHECK(precision_of({image({square}, {})}, 0.5).value() == Approx(0));
  CHECK_FALSE(precision_of({image({}, {{square, 0.9}})}, 0.5));
  // A false alarm above the only find: precision 1/2 at every recall.
  CHECK(precision_of({image({square}, {{square, 0.3}}), image({}, {{off, 0.8}})}, 0.5).value() ==
        Approx(0.5));
  // Below it, it costs nothing.
  CHECK(precision_of({image({square}, {{square, 0.8}}), image({}, {{off, 0.3}})}, 0.5).value() ==
        Approx(1));
  // One of two found: recalls 0 to 0.50 are reached, 51 of the 101.
  CHECK(precision_of({image({square}, {{square, 0.8}}), image({square}, {})}, 0.5).value() ==
        Approx(51.0 / 101));
  // A truth is found once; the second box on it is a false alarm.
  CHECK(precision_of({image({square, off}, {{square, 0.9}, {square, 0.8}, {off, 0.7}})}, 0.5)
            .value() == Approx((51 + 50 * 2.0 / 3) / 101));
  // Shares 200 of 600.
  CHECK(precision_of({image({square}, {{{20, 10, 20, 20}, 0.9}})}, 0.3).value() == Approx(1));
  CHECK(precision_of({image({square}, {{{20, 10, 20, 20}, 0.9}})}, 0.5).value() == Approx(0));
}

TEST_CASE("average precision of boxes is what its definition says", "[localisation]") {
  const auto seed = GENERATE(range(1, 60));
  const double least_overlap = GENERATE(0.1, 0.3, 0.5);
  CAPTURE(seed, least_overlap);
  const auto images = random_images(static_cast<std::uint64_t>(seed));
  CHECK(precision_of(images, least_overlap).value() ==
        Approx(by_definition(images, least_overlap)));
}

TEST_CASE("an image drawn twice counts twice, truths and boxes", "[localisation]") {
  auto images = random_images(5);
  const BoxPrecision precision(images, 0.3);
  images.push_back(images[2]);
  std::vector<int> times(12, 1);
  times[2] = 2;
  CHECK(precision.of(times).value() == Approx(precision_of(images, 0.3).value()));
}

TEST_CASE("figures count images, outlined ones and boxes for each part", "[localisation]") {
  std::vector<Located> images{image({square}, {{square, 0.9}}, Point{15, 15}),
                              image({square}, {}, Point{90, 90}), image({}, {{square, 0.2}})};
  images[1].part = "knee";
  for (std::size_t i = 0; i < images.size(); ++i) images[i].group = std::to_string(i);
  const auto figures = localisation_figures(images, std::vector<std::string>{"hand", "knee", "hip"},
                                            {.resamples = 20, .seed = 1});
  CHECK(figures["regions"].size() == 2);
  CHECK(figures["regions"]["hand"]["n"] == 2);
  CHECK(figures["regions"]["hand"]["outlined"] == 1);
  CHECK(figures["regions"]["hand"]["boxes"] == 2);
  CHECK(figures["regions"]["hand"]["pointing"] == 1.0);
  CHECK(figures["regions"]["knee"]["pointing"] == 0.0);
  CHECK(figures["pooled"]["pointing"] == 0.5);
  CHECK(figures["pooled"]["ap50"].get<double>() == Approx(51.0 / 101));
  CHECK(figures["pooled"]["pointing_interval"].is_array());
}
