#include "osteon/evaluate/ranked.hpp"

#include <memory>

#include <catch2/catch.hpp>

#include "osteon/evaluate/example_cases.hpp"
#include "osteon/evaluate/macro.hpp"

namespace osteon {
namespace {

/// The slow twin: each figure by its own formula, over cases that are really repeated.
FigureValues one_by_one(const std::vector<Case>& cases, std::optional<double> prevalence) {
  const Sides sides(cases);
  const auto& p = sides.probabilities;
  FigureValues values{
      auroc(p, sides.positive()), average_precision(p, sides.positive()),
      sensitivity_at(0.9, p, sides.positive()),
      cases.empty() ? std::nullopt : std::optional(brier(p, sides.positive())),
      cases.empty() ? std::nullopt : std::optional(calibration_error(p, sides.positive()))};
  for (const double threshold : {0.3, 0.7}) {
    const Confusion counts = confusion_at(threshold, p, sides.positive());
    for (const auto& value :
         {accuracy(counts), sensitivity(counts), specificity(counts), kappa(counts), f1(counts)})
      values.push_back(value);
    values.push_back(positive_predictive_value(counts, prevalence));
    values.push_back(negative_predictive_value(counts, prevalence));
  }
  return values;
}

void check_same(const FigureValues& fast, const FigureValues& slow) {
  REQUIRE(fast.size() == figure_count);
  REQUIRE(slow.size() == figure_count);
  for (std::size_t i = 0; i < figure_count; ++i) {
    CAPTURE(figure_path(i));
    REQUIRE(fast[i].has_value() == slow[i].has_value());
    if (fast[i]) CHECK(*fast[i] == Approx(*slow[i]).margin(1e-12));
  }
}

std::vector<int> random_times(std::size_t count, std::uint64_t seed) {
  Random random(seed);
  std::vector<int> times;
  for (std::size_t i = 0; i < count; ++i) times.push_back(random.below(4));
  return times;
}

std::vector<Case> repeated(const std::vector<Case>& cases, std::span<const int> times) {
  std::vector<Case> all;
  for (std::size_t i = 0; i < cases.size(); ++i)
    all.insert(all.end(), static_cast<std::size_t>(times[i]), cases[i]);
  return all;
}

}  // namespace

// One class only, ties, cases drawn never or often: what a resample may look like.
TEST_CASE("all figures in one pass are the figures one by one", "[evaluate]") {
  const auto seed = static_cast<std::uint64_t>(GENERATE(range(0, 20)));
  const double share_positive = GENERATE(0.0, 0.1, 0.5, 1.0);
  const auto prevalence = GENERATE(std::optional<double>(), std::optional(0.05));
  CAPTURE(seed, share_positive);
  const auto cases = random_cases(40, share_positive, seed);
  const auto times = random_times(cases.size(), seed + 1);

  check_same(Ranked(cases).figures(times, prevalence),
             one_by_one(repeated(cases, times), prevalence));
}

TEST_CASE("nothing drawn has no figure", "[evaluate]") {
  const auto cases = random_cases(5, 0.5, 1);
  for (const auto& value : Ranked(cases).figures(std::vector<int>(5, 0), {})) CHECK_FALSE(value);
}

TEST_CASE("a mean over parts leaves out the parts that do not have the figure", "[evaluate]") {
  std::vector<Case> cases = random_cases(60, 0.5, 3);
  for (Case& row : cases)
    if (row.part == "knee") row.positive = false;  // no AUROC there
  std::vector<Case> hands;
  std::ranges::copy_if(cases, std::back_inserter(hands),
                       [](const Case& row) { return row.part == "hand"; });
  const std::vector<std::string> parts{"hand", "knee", "foot"};
  const FigureValues macro = Macro(cases, parts).figures(std::vector<int>(cases.size(), 1), {});
  const FigureValues hand = Ranked(hands).figures(std::vector<int>(hands.size(), 1), {});
  CHECK(*macro[0] == *hand[0]);
  CHECK(figure_path(0) == "auroc");
  CHECK(figure_path(figure_count - 1) == "specific/npv");
}

}  // namespace osteon
