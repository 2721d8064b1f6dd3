#include "osteon/evaluate/compare.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "osteon/base/error.hpp"
#include "osteon/evaluate/example_predictions.hpp"

using Catch::Contains;
using nlohmann::json;

namespace osteon {
namespace {

/// Hands p0, p1, … with the scores given; the first half is positive.
Evaluation hands(const std::vector<double>& scores, const std::string& router = "hand") {
  const Pack pack = example_pack();
  Evaluation evaluation{
      .file = "predictions.csv", .subject = subject_of(pack, Precision::fp32), .predictions = {}};
  for (std::size_t i = 0; i < scores.size(); ++i)
    evaluation.predictions.rows.push_back(prediction(
        pack, {"hand", i < scores.size() / 2, router, scores[i], 0}, "p" + std::to_string(i)));
  return evaluation;
}

json compared(const Evaluation& a, const Evaluation& b) {
  return json::parse(comparison_json(a, b, {.resamples = 500}));
}

}  // namespace

TEST_CASE("a comparison counts who alone was right, and how far apart the two are", "[evaluate]") {
  // a misses the second fracture and is sure of the fourth hand; b is right everywhere.
  const json all = compared(hands({3, -3, -3, 3}), hands({3, 3, -3, -3}));
  const json& pooled = all["experts_given_part"]["pooled"];
  CHECK(pooled["n"] == 4);
  CHECK(pooled["auroc"]["a"] == 0.5);
  CHECK(pooled["auroc"]["b"] == 1.0);
  CHECK(pooled["auroc"]["difference"] == 0.5);
  CHECK(pooled["delong"]["difference"] == 0.5);
  const json& tests = pooled["mcnemar"]["specific"];
  CHECK(tests["accuracy"]["only_b_right"] == 2);
  CHECK(tests["accuracy"]["only_a_right"] == 0);
  CHECK(tests["accuracy"]["exact_p"].get<double>() == Approx(0.5));
  CHECK(tests["sensitivity"]["only_b_right"] == 1);
  CHECK(tests["specificity"]["only_b_right"] == 1);
  CHECK(pooled["specific"]["sensitivity"]["difference"] == 0.5);
  CHECK(all["experts_given_part"]["macro"]["auroc"]["difference"] == 0.5);
  CHECK(all["router"]["accuracy"]["difference"] == 0.0);
}

TEST_CASE("a pack against itself differs in nothing", "[evaluate]") {
  const json all = compared(hands({3, -3, -3, 3, 0, 1}), hands({3, -3, -3, 3, 0, 1}));
  const json& pooled = all["in_sequence"]["pooled"];
  CHECK(pooled["auroc"]["difference"] == 0.0);
  CHECK(pooled["auroc"]["difference_interval"] == json({0.0, 0.0}));
  CHECK(pooled["delong"]["p"].is_null());
  CHECK(pooled["mcnemar"]["sensitive"]["accuracy"]["exact_p"] == 1.0);
}

TEST_CASE("the router's mistakes are compared too", "[evaluate]") {
  const json all = compared(hands({3, -3}, "knee"), hands({3, -3}));
  CHECK(all["router"]["accuracy"]["difference"] == 1.0);
  CHECK(all["router"]["mcnemar"]["only_b_right"] == 2);
  CHECK(all["in_sequence"]["pooled"]["specific"]["accuracy"]["difference"] == 1.0);
}

TEST_CASE("the order of the images does not matter, nor where they lie", "[evaluate]") {
  const Evaluation a = hands({3, -2, -1, 1});
  Evaluation b = a;
  std::ranges::reverse(b.predictions.rows);
  for (Prediction& row : b.predictions.rows) row.entry.file = "elsewhere" / row.entry.file;
  CHECK(compared(a, b)["in_sequence"]["pooled"]["auroc"]["difference"] == 0.0);
}

TEST_CASE("evaluations over other images, labels or groups are refused with counts", "[evaluate]") {
  const Evaluation a = hands({3, -2, -1, 1});
  const auto refusal = [&](const auto& change) {
    Evaluation b = a;
    change(b.predictions.rows);
    try {
      comparison_json(a, b, {});
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::bad_argument);
      return std::string(error.what());
    }
    return std::string("none");
  };
  using Rows = std::vector<Prediction>;
  CHECK_THAT(refusal([](Rows& rows) { rows.pop_back(); }),
             Contains("3 in both, 1 in the first only, 0 in the second only"));
  CHECK_THAT(refusal([](Rows& rows) { rows[0].entry.positive = false; }),
             Contains("of 4 images in both, 0 have another true part and 1 another label"));
  CHECK_THAT(refusal([](Rows& rows) { rows[0].entry.group = rows[1].entry.group; }),
             Contains("1 are grouped otherwise"));
  CHECK_THAT(refusal([](Rows& rows) { rows[1].entry.file = rows[0].entry.file; }),
             Contains("row 2 has a row already"));
}

TEST_CASE("the table of a comparison names both and says how it tested", "[evaluate]") {
  const std::string table =
      comparison_table(comparison_json(hands({3, -3, -3, 3}), hands({3, 3, -3, -3}), {}));
  CHECK_THAT(table, Contains("A: example 1 at fp32") && Contains("4 images of 4 groups"));
  CHECK_THAT(table, Contains("+0.500") && Contains("DeLong") && Contains("exact"));
}

}  // namespace osteon
