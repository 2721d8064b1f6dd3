#include "osteon/evaluate/studies.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "osteon/evaluate/example_predictions.hpp"

namespace osteon {
namespace {

Prediction view(const Said& said, const std::string& patient, const std::string& study) {
  Prediction row = prediction(example_pack(), said, patient);
  row.entry.study = study;
  return row;
}

}  // namespace

TEST_CASE("a study is the mean of its views", "[evaluate]") {
  Predictions views;
  // Probabilities 0.95 and 0.38: mean 0.66, possible; the second view alone says the same.
  views.rows = {view({"hand", true, "hand", 3, 0}, "a", "s"),
                view({"hand", true, "hand", -0.5, 0}, "a", "s"),
                view({"hand", false, "hand", -3, 0}, "b", "s")};

  const Predictions studies = studies_of(views);

  REQUIRE(studies.rows.size() == 2);
  const Prediction& first = studies.rows[0];
  CHECK(first.entry.positive);
  CHECK(*first.given_part.probability == Approx((0.952574 + 0.377541) / 2).epsilon(1e-5));
  CHECK(first.given_part.verdict == Verdict::possible);
  CHECK(first.entry.group == "a");
  CHECK(studies.rows[1].entry.group == "b");  // its study is called alike, and is another
}

TEST_CASE("a view that was not answered does not pull its study down", "[evaluate]") {
  Predictions views;
  views.rows = {view({"hand", true, "", 0, 0}, "a", "s"),
                view({"hand", true, "hand", 3, 0}, "a", "s")};
  const Predictions studies = studies_of(views);
  REQUIRE(studies.rows.size() == 1);
  CHECK(*studies.rows[0].finding.probability == Approx(0.952574).epsilon(1e-5));
}

TEST_CASE("a study of two body parts is two, and a row without a study is one", "[evaluate]") {
  Predictions views;
  views.rows = {
      view({"hand", true, "hand", 3, 0}, "a", "s"), view({"knee", false, "knee", 0, 0}, "a", "s"),
      view({"hand", true, "hand", 3, 0}, "b", ""), view({"hand", true, "hand", 3, 0}, "b", "")};
  views.rows[3].entry.file = "another.png";
  CHECK(studies_of(views).rows.size() == 4);
}

TEST_CASE("the figures of studies stand beside those of images", "[evaluate]") {
  Predictions views;
  views.rows = {view({"hand", true, "hand", 3, 0}, "a", "s"),
                view({"hand", true, "hand", -3, 0}, "a", "s"),
                view({"hand", false, "hand", -3, 0}, "b", "s")};
  const auto metrics =
      nlohmann::json::parse(metrics_json(example_pack(), Precision::fp32, views, {.resamples = 0}));
  CHECK(metrics["images"] == 3);
  CHECK(metrics["in_sequence"]["pooled"]["auroc"] == 0.75);
  CHECK(metrics["study_level"]["studies"] == 2);
  CHECK(metrics["study_level"]["in_sequence"]["pooled"]["n"] == 2);
  CHECK(metrics["study_level"]["in_sequence"]["pooled"]["auroc"] == 1.0);
}

}  // namespace osteon
