#include <cmath>

#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"
#include "osteon/base/file.hpp"
#include "osteon/evaluate/example_predictions.hpp"
#include "tests/scratch_folder.hpp"

using Catch::Contains;

namespace osteon {
namespace {

/// Two views of one patient's hand, and a skull, which the pack does not read.
Predictions three() {
  const Pack pack = example_pack();
  Predictions all;
  all.rows = {prediction(pack, {"hand", true, "hand", 3, -3}, "Erika Mustermann"),
              prediction(pack, {"hand", true, "knee", 0.1, -0.2}, "Erika Mustermann"),
              prediction(pack, {"skull", false, "", 0, 0}, "Max Muster")};
  all.rows[0].entry.file = "1.png";
  all.rows[1].entry.file = "films, old/2.png";
  all.rows[2].entry.file = "3.png";
  all.rows[0].extent = {300, 400};
  all.columns = {"age"};
  all.rows[0].values = all.rows[1].values = {"60 to 79"};
  all.rows[2].values = {""};
  return all;
}

Predictions read_back(const Predictions& predictions) {
  const ScratchFolder folder;
  write_whole(folder / "predictions.csv", predictions_csv(predictions));
  return read_predictions(folder / "predictions.csv");
}

std::string complaint_about(const std::string& text) {
  const ScratchFolder folder;
  write_whole(folder / "predictions.csv", text);
  try {
    read_predictions(folder / "predictions.csv");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_argument);
    return error.what();
  }
  return "none";
}

std::string with(const std::string& from, const std::string& to) {
  std::string text = predictions_csv(three());
  return text.replace(text.find(from), from.size(), to);
}

}  // namespace

// The file is given away with a paper; who was in it must not be.
TEST_CASE("groups and studies are numbers in the file, and no name gets in", "[evaluate]") {
  const std::string csv = predictions_csv(three());
  CHECK_THAT(csv, !Contains("Mustermann") && !Contains("Max Muster"));
  CHECK_THAT(csv, Contains("\n1.png,valid,1,1,hand,1,300,400,hand,"));
  CHECK_THAT(csv, Contains("\n\"films, old/2.png\",valid,1,1,hand,1,0,0,knee,"));
  CHECK_THAT(csv, Contains("\n3.png,valid,2,2,skull,0,0,0,,,cannot_answer,,unsupported_part,,,"
                           "cannot_answer,,,,,,\n"));
}

TEST_CASE("predictions are the same after a way through the file, to the last digit",
          "[evaluate]") {
  const Predictions before = three();
  const Predictions after = read_back(before);
  REQUIRE(after.rows.size() == 3);
  CHECK(after.columns == before.columns);
  for (std::size_t i = 0; i < 3; ++i) {
    CAPTURE(i);
    const Prediction& a = before.rows[i];
    const Prediction& b = after.rows[i];
    CHECK(a.entry.file == b.entry.file);
    CHECK(a.entry.part == b.entry.part);
    CHECK(a.entry.positive == b.entry.positive);
    CHECK(a.finding.verdict == b.finding.verdict);
    CHECK(a.finding.part == b.finding.part);
    CHECK(a.finding.part_probability == b.finding.part_probability);
    CHECK(a.finding.probability == b.finding.probability);
    CHECK(a.finding.reason == b.finding.reason);
    CHECK(a.given_part.probability == b.given_part.probability);
    CHECK(a.finding.thresholds.has_value() == b.finding.thresholds.has_value());
    CHECK((a.score == b.score || (std::isnan(a.score) && std::isnan(b.score))));
    CHECK(a.extent == b.extent);
    CHECK(a.values == b.values);
  }
  CHECK(predictions_csv(after) == predictions_csv(before));
}

TEST_CASE("figures made from the file are those made at once", "[evaluate]") {
  const Subject subject = subject_of(example_pack(), Precision::fp32);
  CHECK(metrics_json(subject, read_back(three()), {}) == metrics_json(subject, three(), {}));
}

TEST_CASE("what is wrong in a file is said with line, column and value", "[evaluate]") {
  CHECK_THAT(complaint_about(with("0.95257", "x.95257")),
             Contains("line 2, probability: 'x.95257") && Contains("is not a number"));
  CHECK_THAT(complaint_about(with("0.95257", "1.95257")), Contains("is not a probability"));
  CHECK_THAT(complaint_about(with(",hand,1,300", ",hand,yes,300")),
             Contains("positive: 'yes' is neither 1 nor 0"));
  CHECK_THAT(complaint_about(with("fracture,", "broken,")),
             Contains("finding: 'broken' is none of fracture, abnormal"));
  CHECK_THAT(complaint_about(with("cannot_answer,,", "none,,")),
             Contains("line 4, probability: an answer has one"));
  CHECK_THAT(complaint_about(with("group", "patient")), Contains("there is no column 'group'"));
  CHECK_THROWS_AS(read_predictions("/nowhere/predictions.csv"), Error);
}

}  // namespace osteon
