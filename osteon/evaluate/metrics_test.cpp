#include "osteon/evaluate/metrics.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <numeric>

#include <catch2/catch.hpp>

#include "osteon/base/random.hpp"

namespace osteon {
namespace {

struct Sample {
  std::vector<double> scores;
  std::unique_ptr<bool[]> labels;

  explicit Sample(const std::vector<std::pair<double, bool>>& rows)
      : labels(std::make_unique<bool[]>(rows.size())) {
    for (const auto& [score, positive] : rows) {
      labels[scores.size()] = positive;
      scores.push_back(score);
    }
  }
  std::span<const bool> positive() const { return {labels.get(), scores.size()}; }
};

/// Two hundred scores in steps of 0.01, many of them tied, from the C standard's example of rand().
///
/// The values that are expected of them were made with scikit-learn 1.2.1:
///
///   state = 12345
///   def draw():
///       global state
///       state = (1103515245 * state + 12345) % 2**31
///       return state >> 16
///   s, y = [], []
///   for _ in range(200):
///       positive = draw() % 4 == 0
///       s.append((draw() % 60 + 30 * positive) / 100)
///       y.append(int(positive))
///   s, y = np.array(s), np.array(y)
///   roc_auc_score(y, s); average_precision_score(y, s); brier_score_loss(y, s)
///   cohen_kappa_score(y, s >= 0.3); cohen_kappa_score(y, s >= 0.5)
///   bin = np.minimum((s * 15).astype(int), 14)
///   sum(abs(s[bin == k].mean() - y[bin == k].mean()) * (bin == k).mean()
///       for k in range(15) if (bin == k).any())
Sample two_hundred() {
  std::uint64_t state = 12345;
  const auto draw = [&] {
    state = (1103515245 * state + 12345) % (std::uint64_t{1} << 31);
    return static_cast<int>(state >> 16);
  };
  std::vector<std::pair<double, bool>> rows;
  for (int i = 0; i < 200; ++i) {
    const bool positive = draw() % 4 == 0;
    const int hundredths = draw() % 60 + (positive ? 30 : 0);
    rows.emplace_back(hundredths / 100.0, positive);
  }
  return Sample(rows);
}

/// The slow twin: every positive against every negative.
double auroc_by_pairs(const Sample& sample) {
  double won = 0;
  double pairs = 0;
  for (std::size_t p = 0; p < sample.scores.size(); ++p)
    for (std::size_t n = 0; n < sample.scores.size(); ++n)
      if (sample.labels[p] && !sample.labels[n]) {
        ++pairs;
        if (sample.scores[p] > sample.scores[n]) won += 1;
        if (sample.scores[p] == sample.scores[n]) won += 0.5;
      }
  return won / pairs;
}

}  // namespace

TEST_CASE("AUROC is the share of pairs in which the positive ranks higher", "[evaluate]") {
  // 0.8 beats both negatives, 0.4 beats one and ties with the other: 3.5 of 4.
  const Sample sample({{0.8, true}, {0.4, true}, {0.4, false}, {0.1, false}});
  CHECK(auroc(sample.scores, sample.positive()) == 0.875);

  const Sample tied({{0.5, true}, {0.5, false}, {0.5, false}});
  CHECK(auroc(tied.scores, tied.positive()) == 0.5);

  const Sample reversed({{0.1, true}, {0.9, false}});
  CHECK(auroc(reversed.scores, reversed.positive()) == 0.0);
}

TEST_CASE("AUROC by ranks equals AUROC by pairs, ties and all", "[evaluate]") {
  const auto seed = GENERATE(range(0, 20));
  Random random(static_cast<std::uint64_t>(seed));
  std::vector<std::pair<double, bool>> rows{{0.5, true}, {0.5, false}};
  for (int i = 0; i < 60; ++i) rows.emplace_back(random.below(10) / 10.0, random.chance(0.3));
  const Sample sample(rows);
  CHECK(*auroc(sample.scores, sample.positive()) == Approx(auroc_by_pairs(sample)));
}

TEST_CASE("average precision steps down the ranking, tied rows together", "[evaluate]") {
  // Found at ranks 1 and 3: (1/1 + 2/3) / 2.
  const Sample sample({{0.9, true}, {0.8, false}, {0.7, true}, {0.1, false}});
  CHECK(*average_precision(sample.scores, sample.positive()) == Approx((1.0 + 2.0 / 3) / 2));

  // In whatever order tied rows stand, a threshold takes all of them: precision 1/2.
  const Sample tied({{0.5, false}, {0.5, true}});
  CHECK(*average_precision(tied.scores, tied.positive()) == 0.5);
}

TEST_CASE("the figures equal those of another implementation", "[evaluate]") {
  const Sample sample = two_hundred();
  const auto positive = sample.positive();
  REQUIRE(std::ranges::count(positive, true) == 59);

  CHECK(*auroc(sample.scores, positive) == Approx(0.9011299435028248).epsilon(1e-12));
  CHECK(*average_precision(sample.scores, positive) == Approx(0.8273823853976783).epsilon(1e-12));
  CHECK(brier(sample.scores, positive) == Approx(0.1311205).epsilon(1e-12));
  CHECK(calibration_error(sample.scores, positive) == Approx(0.15565).epsilon(1e-12));
  const Confusion low = confusion_at(0.3, sample.scores, positive);
  CHECK(*kappa(low) == Approx(0.4291501703342234).epsilon(1e-12));
  CHECK(*sensitivity(low) == 1.0);
  CHECK(*specificity(low) == Approx(0.5602836879432624).epsilon(1e-12));
  const Confusion high = confusion_at(0.5, sample.scores, positive);
  CHECK(*kappa(high) == Approx(0.5329830706363106).epsilon(1e-12));
  CHECK(*sensitivity(high) == Approx(0.711864406779661).epsilon(1e-12));
  CHECK(*specificity(high) == Approx(0.8368794326241135).epsilon(1e-12));
  // cohen_kappa_score over the rows that the matrix counts.
  CHECK(*kappa({{8, 1, 0}, {2, 5, 3}, {0, 1, 10}}) == Approx(0.6482412060301508).epsilon(1e-12));
}

// A region of 150 knees may have no fracture in a resample; that must not read as a perfect score.
TEST_CASE("with one class only there is no figure, rather than a wrong one", "[evaluate]") {
  const Sample sick({{0.2, true}, {0.9, true}});
  CHECK_FALSE(auroc(sick.scores, sick.positive()));
  CHECK(average_precision(sick.scores, sick.positive()) == 1.0);
  CHECK_FALSE(specificity(confusion_at(0.5, sick.scores, sick.positive())));

  const Sample well({{0.2, false}, {0.9, false}});
  CHECK_FALSE(auroc(well.scores, well.positive()));
  CHECK_FALSE(average_precision(well.scores, well.positive()));
  CHECK_FALSE(sensitivity(confusion_at(0.5, well.scores, well.positive())));
  CHECK_FALSE(kappa(confusion_at(0.95, well.scores, well.positive())));

  const Sample nobody(std::vector<std::pair<double, bool>>{});
  CHECK_FALSE(auroc(nobody.scores, nobody.positive()));
  CHECK_FALSE(kappa(std::vector<std::vector<int>>{{0, 0}, {0, 0}}));
}

TEST_CASE("a score on the threshold counts as positive", "[evaluate]") {
  const Sample sample({{0.5, true}, {0.5, false}, {0.49, true}});
  const Confusion counts = confusion_at(0.5, sample.scores, sample.positive());
  CHECK(counts.true_positive == 1);
  CHECK(counts.false_positive == 1);
  CHECK(counts.false_negative == 1);
  CHECK(counts.true_negative == 0);
}

TEST_CASE("the calibration error is the gap between promised and came true, bin by bin",
          "[evaluate]") {
  // Of two bins: below 0.5 promised 0.2 and 0.2, one of two came true (gap 0.3); above promised
  // 0.9, 1.0 and came true twice (gap 0.05).
  const Sample sample({{0.2, true}, {0.2, false}, {0.9, true}, {1.0, true}});
  CHECK(calibration_error(sample.scores, sample.positive(), 2) == Approx((0.3 * 2 + 0.05 * 2) / 4));
}

TEST_CASE("sensitivity at a specificity is the best point of the ROC curve that keeps it",
          "[evaluate]") {
  // Ten negatives allow one alarm: 0.75 stands below one of them, 0.45 below two.
  std::vector<std::pair<double, bool>> rows{
      {0.9, true}, {0.8, false}, {0.75, true}, {0.5, false}, {0.45, true}};
  for (int i = 0; i < 8; ++i) rows.emplace_back(0.1, false);
  const Sample sample(rows);
  CHECK(*sensitivity_at(0.9, sample.scores, sample.positive()) == Approx(2.0 / 3));
  CHECK(*sensitivity_at(1.0, sample.scores, sample.positive()) == Approx(1.0 / 3));
  CHECK(*sensitivity_at(0.0, sample.scores, sample.positive()) == 1.0);

  // Tied with too many negatives, a positive cannot be had without them.
  const Sample tied({{0.5, true}, {0.5, false}, {0.1, false}});
  CHECK(*sensitivity_at(0.9, tied.scores, tied.positive()) == 0.0);
  const Sample sick({{0.5, true}});
  CHECK_FALSE(sensitivity_at(0.9, sick.scores, sick.positive()));
}

// The textbook's screening: sensitivity 0.9, specificity 0.8.
TEST_CASE("predictive values follow the prevalence", "[evaluate]") {
  const Confusion counts{
      .true_positive = 90, .false_positive = 20, .true_negative = 80, .false_negative = 10};
  CHECK(*positive_predictive_value(counts) == Approx(90.0 / 110));
  CHECK(*negative_predictive_value(counts) == Approx(80.0 / 90));
  CHECK(*positive_predictive_value(counts, 0.5) == Approx(90.0 / 110));
  CHECK(*positive_predictive_value(counts, 0.01) == Approx(0.009 / (0.009 + 0.198)));
  CHECK(*negative_predictive_value(counts, 0.01) == Approx(0.792 / (0.792 + 0.001)));
  CHECK(*accuracy(counts) == Approx(0.85));
  CHECK(*f1(counts) == Approx(2 * 90.0 / (2 * 90 + 20 + 10)));
  CHECK_FALSE(positive_predictive_value({.true_negative = 5, .false_negative = 5}));
  CHECK_FALSE(positive_predictive_value({.true_negative = 5}, 0.1));
  CHECK_FALSE(f1({.true_negative = 5}));
}

}  // namespace osteon
