#include "osteon/evaluate/delong.hpp"

#include <cmath>
#include <memory>
#include <vector>

#include <catch2/catch.hpp>

#include "osteon/base/random.hpp"

namespace osteon {
namespace {

struct Sample {
  std::vector<double> a;
  std::vector<double> b;
  std::unique_ptr<bool[]> labels;
  std::span<const bool> positive() const { return {labels.get(), a.size()}; }
};

/// Correlated scores in steps of 0.1, so that many tie.
Sample sample_of(int count, std::uint64_t seed) {
  Random random(seed);
  Sample sample;
  sample.labels = std::make_unique<bool[]>(static_cast<std::size_t>(count));
  for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
    sample.labels[i] = i < 2 || (i > 3 && random.chance(0.3));
    const double shared = random.normal() + (sample.labels[i] ? 1 : 0);
    sample.a.push_back(std::round(10 * (shared + random.normal())) / 10);
    sample.b.push_back(std::round(10 * (shared + random.normal())) / 10);
  }
  return sample;
}

double wins(double positive, double negative) {
  if (positive == negative) return 0.5;
  return positive > negative ? 1 : 0;
}

/// The slow twin, as the paper of 1988 writes it: structural components pair by pair, and the
/// covariance of their means.
double variance_by_pairs(const Sample& sample) {
  std::vector<double> of_positives;  // b's component less a's
  std::vector<double> of_negatives;
  double positives = 0;
  double negatives = 0;
  for (std::size_t i = 0; i < sample.a.size(); ++i) ++(sample.labels[i] ? positives : negatives);
  for (std::size_t i = 0; i < sample.a.size(); ++i) {
    double sum = 0;
    for (std::size_t j = 0; j < sample.a.size(); ++j) {
      if (sample.labels[i] == sample.labels[j]) continue;
      const std::size_t p = sample.labels[i] ? i : j;
      const std::size_t n = sample.labels[i] ? j : i;
      sum += wins(sample.b[p], sample.b[n]) - wins(sample.a[p], sample.a[n]);
    }
    if (sample.labels[i])
      of_positives.push_back(sum / negatives);
    else
      of_negatives.push_back(sum / positives);
  }
  const auto variance = [](const std::vector<double>& values) {
    double mean = 0;
    for (const double value : values) mean += value / static_cast<double>(values.size());
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    return squares / static_cast<double>(values.size() - 1);
  };
  return variance(of_positives) / positives + variance(of_negatives) / negatives;
}

}  // namespace

// Positives 3, 2; negatives 1, 0 by a, and 2.5, 0 by b. a ranks all four pairs right; b three, so
// its components are 1/2 and 1 for the positives less 1 and 1, and the same for the negatives:
// -1/2 and 0 twice, of variance 1/8 each, and 1/8 / 2 + 1/8 / 2 = 1/8 for the difference.
TEST_CASE("DeLong's variance of a difference, worked out by hand", "[evaluate]") {
  const std::vector<double> a{3, 2, 1, 0};
  const std::vector<double> b{3, 2, 2.5, 0};
  const bool positive[] = {true, true, false, false};
  const auto test = delong(a, b, positive);
  REQUIRE(test);
  CHECK(test->a == 1.0);
  CHECK(test->b == 0.75);
  CHECK(test->difference == -0.25);
  CHECK(test->standard_error == Approx(std::sqrt(1.0 / 8)));
  CHECK(*test->z == Approx(-0.25 / std::sqrt(1.0 / 8)));
  CHECK(*test->p == Approx(0.4795001221869535));  // of the normal distribution
}

TEST_CASE("DeLong by midranks is DeLong by pairs, ties and all", "[evaluate]") {
  const auto seed = static_cast<std::uint64_t>(GENERATE(range(0, 25)));
  CAPTURE(seed);
  const Sample sample = sample_of(5 + static_cast<int>(seed) * 4, seed);
  const auto test = delong(sample.a, sample.b, sample.positive());
  REQUIRE(test);
  CHECK(test->standard_error * test->standard_error ==
        Approx(variance_by_pairs(sample)).margin(1e-15));
}

TEST_CASE("without a difference there is no test of one", "[evaluate]") {
  const Sample sample = sample_of(30, 5);
  const auto same = delong(sample.a, sample.a, sample.positive());
  REQUIRE(same);
  CHECK(same->difference == 0);
  CHECK_FALSE(same->z);
  CHECK_FALSE(same->p);
}

TEST_CASE("one positive has no variance, and so no test", "[evaluate]") {
  const std::vector<double> scores{3, 2, 1};
  const bool positive[] = {true, false, false};
  CHECK_FALSE(delong(scores, scores, positive));
}

}  // namespace osteon
