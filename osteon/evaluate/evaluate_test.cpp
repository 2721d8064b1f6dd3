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

TEST_CASE("the predictions hold a row for each image and no group", "[evaluate]") {
  const std::string csv = predictions_csv(predictions());
  CHECK(std::ranges::count(csv, '\n') == 1 + 7);
  CHECK_THAT(csv, Contains("patient3.png,valid,knee,1,hand,0.999753,none,0.047426,,fracture,"
                           "0.952574,3.000000\n"));
  CHECK_THAT(csv, Contains("patient6.png,valid,skull,1,,,cannot_answer,,unsupported_part,"
                           "cannot_answer,,\n"));
}

}  // namespace osteon
