#include "osteon/evaluate/columns.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "osteon/base/error.hpp"
#include "osteon/evaluate/example_predictions.hpp"

using Catch::Contains;

namespace osteon {

TEST_CASE("orientation and size need no column", "[evaluate]") {
  CHECK(orientation_of({300, 400}) == "portrait");
  CHECK(orientation_of({400, 300}) == "landscape");
  CHECK(orientation_of({400, 400}) == "square");
  CHECK(orientation_of({}) == "not said");
  CHECK(size_of({300, 511}) == "below 512 px");
  CHECK(size_of({512, 300}) == "512 to 1023 px");
  CHECK(size_of({4096, 4096}) == "4096 px and more");
  CHECK(size_of({}) == "not said");
}

TEST_CASE("figures are given for each value of a column", "[evaluate]") {
  Predictions predictions;
  for (const bool positive : {true, false, true})
    predictions.rows.push_back(
        prediction(example_pack(), {"hand", positive, "hand", positive ? 3.0 : -3.0, 0}, "p"));
  predictions.rows[2].entry.subset = "";
  for (Prediction& row : predictions.rows) row.extent = {300, 400};

  add_columns(predictions, {}, std::vector<std::string>{"subset", "size", "subset"});

  CHECK(predictions.columns == std::vector<std::string>{"subset"});
  const auto by = nlohmann::json::parse(
      metrics_json(example_pack(), Precision::fp32, predictions, {.resamples = 0}))["by"];
  CHECK(by["subset"]["valid"]["in_sequence"]["n"] == 2);
  CHECK(by["subset"]["valid"]["in_sequence"]["auroc"] == 1.0);
  CHECK(by["subset"]["not said"]["experts_given_part"]["n"] == 1);
  CHECK(by["orientation"]["portrait"]["in_sequence"]["n"] == 3);
  CHECK(by["size"]["below 512 px"]["in_sequence"]["n"] == 3);
}

TEST_CASE("a column that there is not is refused with those there are", "[evaluate]") {
  const std::vector<Entry> entries(2);
  CHECK_THROWS_WITH(check_columns({}, entries, std::vector<std::string>{"shoe"}),
                    Contains("--by shoe") && Contains("part, subset and label"));
}

TEST_CASE("a column that tells single people apart is refused", "[evaluate]") {
  std::vector<Entry> entries(31);
  for (std::size_t i = 0; i < entries.size(); ++i) entries[i].part = std::to_string(i);
  CHECK_THROWS_WITH(check_columns({}, entries, std::vector<std::string>{"part"}),
                    Contains("31 different values") && Contains("at most 30"));
}

}  // namespace osteon
