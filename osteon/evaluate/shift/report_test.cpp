#include "osteon/evaluate/shift/report.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "osteon/evaluate/example_predictions.hpp"

namespace {

using namespace osteon;
using json = nlohmann::ordered_json;

const EvaluateOptions options{.resamples = 50, .seed = 1, .dataset = "example", .subset = "valid"};

/// Forty films; `wrong_parts` of them are taken for the other part.
std::vector<Prediction> films(const Pack& pack, int wrong_parts) {
  std::vector<Prediction> rows;
  for (int i = 0; i < 40; ++i) {
    const bool positive = i % 2 == 0;
    const bool right = i >= wrong_parts;
    const double score = (positive ? 1 : -1) + 0.1 * (i % 7);
    rows.push_back(prediction(pack, {"hand", positive, right ? "hand" : "knee", score, -score},
                              "group" + std::to_string(i)));
  }
  return rows;
}

json report_of(int wrong_parts) {
  const Pack pack = example_pack();
  ShiftRuns runs;
  runs.as_is = films(pack, 0);
  runs.shifts.push_back({shifts().front(), films(pack, wrong_parts)});
  return json::parse(
      shift_json(pack, Precision::fp32, {.shifts = runs, .drawn = {}, .files = {}}, options));
}

}  // namespace

TEST_CASE("films that are not changed differ by nothing", "[shift]") {
  const json report = report_of(0);
  for (const auto& [name, figure] : report["shifts"]["cropped"]["figures"].items()) {
    if (figure["value"].is_null()) continue;
    CAPTURE(name);
    CHECK(figure["difference"] == 0.0);
    CHECK(figure["difference_interval"][0] == 0.0);
    CHECK(figure["difference_interval"][1] == 0.0);
    if (figure.contains("beyond")) CHECK(figure["beyond"].is_null());
  }
}

TEST_CASE("a fall is held against the limits", "[shift]") {
  const auto beyond = [](int wrong_parts) {
    return report_of(wrong_parts)["shifts"]["cropped"]["figures"]["region_accuracy"]["beyond"];
  };
  CHECK(beyond(0).is_null());
  CHECK(beyond(1) == "aim");  // 2.5 points
  CHECK(beyond(2) == "aim");  // 5 points, which is not more than 5
  CHECK(beyond(3) == "floor");
}

TEST_CASE("a wrong part is the wrong statement, and the expert of the true part is unmoved",
          "[shift]") {
  const json figures = report_of(20)["shifts"]["cropped"]["figures"];
  CHECK(figures["region_accuracy"]["difference"] == -0.5);
  CHECK(figures["auroc"]["difference"].get<double>() < -0.2);
  CHECK(figures["auroc_given_part"]["difference"] == 0.0);
  CHECK(figures["sensitivity_specific"]["value"].get<double>() <= 0.5);
  CHECK(figures["abstained"]["value"] == 0.0);
}

TEST_CASE("pictures out of scope are summed by whether they may be trained on", "[shift]") {
  const Pack pack = example_pack();
  const ShiftMeasurements measurements{.shifts = {},
                                       .drawn = {{"chest", "a chest", true, 10, 9},
                                                 {"face", "a face", false, 10, 4},
                                                 {"plot", "a plot", false, 10, 6}},
                                       .files = {{"cats", "", false, 4, 4}}};
  const std::string text = shift_json(pack, Precision::fp32, measurements, options);
  const json scope = json::parse(text)["out_of_scope"];
  CHECK(scope["drawn"]["face"]["share"] == 0.4);
  CHECK(scope["drawn_for_training"]["n"] == 10);
  CHECK(scope["drawn_never_trained_on"]["share"] == 0.5);
  CHECK(scope["files"]["cats"]["share"] == 1.0);
  const std::string table = shift_table(text);
  CHECK_THAT(table, Catch::Contains("face") && Catch::Contains("0.400") && Catch::Contains("cats"));
}

TEST_CASE("the table has a line for each shift and marks the falls", "[shift]") {
  const std::string table = shift_table(report_of(20).dump());
  CHECK_THAT(table, Catch::Contains("as it is") && Catch::Contains("cropped") &&
                        Catch::Contains("0.500!") && Catch::Contains("-0.500"));
}
