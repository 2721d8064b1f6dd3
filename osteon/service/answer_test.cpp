#include "osteon/service/answer.hpp"

#include <cmath>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "osteon/service/http/problem.hpp"

namespace osteon::service {
namespace {

const Maker maker{
    .pack = "p", .version = "1", .weights = std::string(64, 'a'), .precision = "fp32"};

Reading reading() {
  return {.finding = {.verdict = Verdict::possible,
                      .target = "fracture",
                      .part = "hand",
                      .part_probability = 0.75,
                      .probability = 0.5,
                      .thresholds = Thresholds{.sensitive = 0.25, .specific = 0.75}},
          .heatmap = Heatmap{.columns = 2,
                             .rows = 1,
                             .values = {-1.5F, 2.25F},
                             .area = {-3, 0, 70, 64},
                             .floor = 0.125F,
                             .to_log_odds = 0.5F},
          .boxes = {{.box = {1, 2, 30, 40}, .probability = 0.5, .shown = true},
                    {.box = {5, 6, 7, 8}, .probability = 0.1, .shown = false}}};
}

Radiograph radiograph() { return {{64, 64}, std::vector<float>(64 * 64, 0.5F)}; }

}  // namespace

TEST_CASE("a reading that was kept can be drawn again", "[service]") {
  const Answer answer = answer_of(reading(), radiograph(), maker);
  CHECK(answer.verdict == Verdict::possible);
  CHECK(answer.pack == maker.weights);
  const auto [back, made_by] = stored_reading(answer.finding, answer.heatmap);
  CHECK(back.finding.verdict == Verdict::possible);
  CHECK(back.finding.part == "hand");
  CHECK(back.finding.probability == 0.5);
  CHECK(back.finding.thresholds->specific == 0.75);
  CHECK(made_by.weights == maker.weights);
  REQUIRE(back.boxes.size() == 1);  // what is not shown is not kept
  CHECK(back.boxes[0].box.height == 40);
  REQUIRE(back.heatmap);
  CHECK(back.heatmap->values == reading().heatmap->values);
  CHECK(back.heatmap->floor == 0.125F);
}

TEST_CASE("a heatmap is shown as the probability of each place", "[service]") {
  const auto shown = heatmap_json(answer_of(reading(), radiograph(), maker).heatmap);
  CHECK(shown["columns"] == 2);
  CHECK(shown["area"]["left"] == -3);
  CHECK(shown["values"][1].get<double>() == Approx(1 / (1 + std::exp(-2.75))).margin(1e-4));
  CHECK_THROWS_AS(heatmap_json({}), Problem);
}

TEST_CASE("what cannot be answered is kept with its reason", "[service]") {
  const Answer answer = answer_without_radiograph(
      {.finding = {.reason = "blank", .explanation = "there is no picture in it"}}, maker);
  CHECK(answer.heatmap.empty());
  const auto stored = stored_reading(answer.finding, {});
  CHECK(stored.reading.finding.verdict == Verdict::cannot_answer);
  CHECK(stored.reading.finding.reason == "blank");
  CHECK_FALSE(stored.reading.finding.part);
}

TEST_CASE("the word of a finding means the same verdict for every target", "[service]") {
  CHECK(verdict_named("fracture") == Verdict::present);
  CHECK(verdict_named("abnormal") == Verdict::present);
  CHECK(verdict_named("cannot_answer") == Verdict::cannot_answer);
  CHECK_FALSE(verdict_named("Fracture"));
}

}  // namespace osteon::service
