#include "osteon/evaluate/evaluate.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "osteon/evaluate/example_predictions.hpp"

using Catch::Contains;
using nlohmann::json;

namespace osteon {
namespace {

// Probabilities of the scores: -3 0.05, -0.5 0.38, 0 0.5, 3 0.95.
const std::vector<Said> seven{
    {"hand", true, "hand", 3, -3},     // found
    {"hand", false, "hand", -0.5, 0},  // possible: a false alarm at the sensitive threshold only
    {"hand", false, "hand", -3, 0},    // cleared
    {"knee", true, "hand", -3, 3},     // its expert would find it; the router sent it to the hand's
    {"knee", true, "knee", 0, 3},      // found
    {"knee", false, "", 0, -3},        // its expert would clear it; the router did not answer
    {"skull", true, "", 0, 0},         // not the pack's business, and rightly not answered
};

Predictions predictions() {
  Predictions all;
  for (const Said& said : seven)
    all.rows.push_back(
        prediction(example_pack(), said, "patient" + std::to_string(all.rows.size())));
  all.unread.push_back({"torn.png", "12 bytes missing"});
  return all;
}

json metrics() {
  return json::parse(
      metrics_json(example_pack(), Precision::fp32, predictions(),
                   {.resamples = 200, .seed = 4, .dataset = "seven", .subset = "valid"}));
}

}  // namespace

TEST_CASE("the metrics say what was measured, with what, and what was left out", "[evaluate]") {
  const json m = metrics();
  CHECK(m["pack"] == "example");
  CHECK(m["version"] == "1");
  CHECK(m["weights"].get<std::string>().size() == 64);
  CHECK(m["target"] == "fracture");
  CHECK(m["precision"] == "fp32");
  CHECK(m["dataset"] == "seven");
  CHECK(m["subset"] == "valid");
  CHECK(m["seed"] == 4);
  CHECK(m["resamples"] == 200);
  CHECK(m["images"] == 7);
  CHECK(m["outside_pack"] == 1);
  CHECK(m["unread"]["count"] == 1);
  CHECK(m["unread"]["files"][0]["file"] == "torn.png");
}

TEST_CASE("the router is right about a part it does not read when it answers nothing",
          "[evaluate]") {
  const json router = metrics()["router"];
  CHECK(router["n"] == 7);
  CHECK(router["accuracy"].get<double>() == Approx(5.0 / 7));
  CHECK(router["abstained"] == 1);
  CHECK(router["confusion"]["classes"] == json({"hand", "knee", "none"}));
  CHECK(router["confusion"]["truth_by_answer"] == json({{3, 0, 0}, {1, 1, 1}, {0, 0, 1}}));
  CHECK(router["accuracy_interval"][0] < router["accuracy_interval"][1]);
}

TEST_CASE("given the true part, an expert is judged by itself", "[evaluate]") {
  const json experts = metrics()["experts_given_part"];
  CHECK(experts["unanswered"] == 0);
  CHECK(experts["pooled"]["n"] == 6);
  CHECK(experts["pooled"]["positives"] == 3);
  CHECK(experts["pooled"]["auroc"] == 1.0);
  CHECK(experts["pooled"]["sensitive"]["sensitivity"] == 1.0);
  CHECK(experts["pooled"]["sensitive"]["specificity"].get<double>() == Approx(2.0 / 3));
  CHECK(experts["pooled"]["specific"]["specificity"] == 1.0);
  CHECK(experts["pooled"]["specific"]["kappa"] == 1.0);
  CHECK(experts["regions"]["hand"]["sensitive"]["false_positive"] == 1);
  CHECK(experts["regions"]["knee"]["n"] == 3);
  CHECK_FALSE(experts["regions"].contains("skull"));
  CHECK(experts["macro"]["auroc"] == 1.0);
}

// A patient is not helped by an expert that would have been right, had it been asked.
TEST_CASE("in sequence a wrong part counts as a wrong statement, and no answer too", "[evaluate]") {
  const json sequence = metrics()["in_sequence"];
  const json& knee = sequence["regions"]["knee"];
  CHECK(sequence["unanswered"] == 1);
  CHECK(knee["specific"]["true_positive"] == 1);
  CHECK(knee["specific"]["false_negative"] == 1);
  CHECK(knee["specific"]["false_positive"] == 1);
  CHECK(knee["specific"]["true_negative"] == 0);
  // By probability: said 0.05 (by the wrong expert) and 0.95 against 0 for no answer.
  CHECK(knee["auroc"] == 1.0);
  // 0.95, 0.95 and 0.05 against 0.38, 0.05 and 0: the third ties with one and beats one.
  CHECK(sequence["pooled"]["auroc"].get<double>() == Approx((3 + 3 + 1.5) / 9));
  CHECK(sequence["pooled"]["n"] == 6);
}

TEST_CASE("a figure that cannot be is null, and so is its interval", "[evaluate]") {
  Predictions healthy = predictions();
  std::erase_if(healthy.rows, [](const Prediction& row) { return row.entry.positive; });
  const json m = json::parse(metrics_json(example_pack(), Precision::fp32, healthy, {}));
  const json& pooled = m["in_sequence"]["pooled"];
  CHECK(pooled["auroc"].is_null());
  CHECK(pooled["auroc_interval"].is_null());
  CHECK(pooled["sensitive"]["sensitivity"].is_null());
  CHECK(pooled["sensitive"]["specificity"].is_number());
}

TEST_CASE("nothing to measure is no failure", "[evaluate]") {
  const std::string m = metrics_json(example_pack(), Precision::fp32, {}, {});
  CHECK(json::parse(m)["in_sequence"]["pooled"].is_null());
  CHECK_THAT(metrics_table(m), Contains("no image"));
}

TEST_CASE("the same seed gives the same figures to the last digit", "[evaluate]") {
  CHECK(metrics().dump() == metrics().dump());
}

TEST_CASE("the table names the pack, the data and each region", "[evaluate]") {
  const std::string table = metrics_table(metrics().dump());
  CHECK_THAT(table, Contains("example 1 at fp32 on seven, valid: 7 images"));
  CHECK_THAT(table, Contains("1 files could not be read"));
  CHECK_THAT(table, Contains("hand") && Contains("knee") && Contains("mean over regions"));
  CHECK_THAT(table, Contains("Body part: 0.714 right"));
}

TEST_CASE("macro figures have intervals, drawn over all groups", "[evaluate]") {
  const json macro = metrics()["experts_given_part"]["macro"];
  CHECK(macro["sensitive"]["specificity"].get<double>() == Approx(3.0 / 4));
  CHECK(macro["sensitive"]["specificity_interval"].is_array());
  CHECK(macro["auroc_interval"] == json({1.0, 1.0}));
}

TEST_CASE("each row counts what was not answered, and says its prevalence", "[evaluate]") {
  const json m = metrics();
  CHECK(m["prevalence"].is_null());
  CHECK(m["in_sequence"]["regions"]["knee"]["abstention_rate"].get<double>() == Approx(1.0 / 3));
  CHECK(m["in_sequence"]["pooled"]["prevalence"] == 0.5);
  CHECK(m["in_sequence"]["pooled"]["specific"]["ppv"].get<double>() == Approx(2.0 / 3));
}

TEST_CASE("a stated prevalence is what the predictive values are for", "[evaluate]") {
  const json m = json::parse(metrics_json(example_pack(), Precision::fp32, predictions(),
                                          {.resamples = 0, .prevalence = 0.1}));
  // Sensitivity and specificity are 2/3.
  CHECK(m["in_sequence"]["pooled"]["prevalence"] == 0.1);
  CHECK(m["in_sequence"]["pooled"]["specific"]["ppv"].get<double>() ==
        Approx((2.0 / 3 * 0.1) / (2.0 / 3 * 0.1 + 1.0 / 3 * 0.9)));
}

TEST_CASE("the surest answers first: accuracy against coverage ends at what was answered",
          "[evaluate]") {
  const json curves = metrics()["accuracy_by_coverage"];
  // Of seven images five have a part, four of them the right one; all equally sure.
  CHECK(curves["router"].back()["coverage"].get<double>() == Approx(5.0 / 7));
  CHECK(curves["router"].back()["accuracy"].get<double>() == Approx(4.0 / 5));
  // Of six of the pack's parts five are answered; sure statements are wrong where the part is.
  CHECK(curves["specific"].back()["coverage"].get<double>() == Approx(5.0 / 6));
  CHECK(curves["specific"].back()["accuracy"].get<double>() == Approx(4.0 / 5));
  // The surest two: a hand that was cleared, and the knee that was taken for one.
  CHECK(curves["specific"].front()["coverage"].get<double>() == Approx(2.0 / 6));
  CHECK(curves["specific"].front()["accuracy"] == 0.5);
}

TEST_CASE("the bins of the reliability diagram hold every case", "[evaluate]") {
  const json bins = metrics()["reliability"]["experts_given_part"];
  REQUIRE(bins.size() == 15);
  int all = 0;
  for (const json& bin : bins) all += bin["n"].get<int>();
  CHECK(all == 6);
  CHECK(bins[14]["n"] == 3);
  CHECK(bins[14]["positives"] == 3);
  CHECK(bins[14]["mean_probability"].get<double>() == Approx(0.952574).epsilon(1e-5));
  CHECK(bins[13]["mean_probability"].is_null());
}

}  // namespace osteon
