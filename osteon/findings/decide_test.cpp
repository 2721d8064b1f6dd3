#include <cmath>

#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"
#include "osteon/findings/finding.hpp"

namespace osteon {
namespace {

Pack pack_of_hand_and_knee() {
  Pack pack;
  pack.name = "test";
  pack.target = "fracture";
  pack.router.parts = {"hand", "knee"};
  pack.router.answer_above = 0.6;
  pack.experts = {{.part = "hand", .calibration = {1, 0}, .thresholds = {0.3, 0.7}},
                  {.part = "knee", .calibration = {2, -1}, .thresholds = {0.1, 0.9}}};
  return pack;
}

Finding view(const std::string& part, double part_probability, double probability) {
  Finding finding;
  finding.part = part;
  finding.part_probability = part_probability;
  finding.probability = probability;
  finding.thresholds = Thresholds{0.3, 0.7};
  finding.verdict = probability >= 0.7   ? Verdict::present
                    : probability >= 0.3 ? Verdict::possible
                                         : Verdict::none;
  return finding;
}

}  // namespace

TEST_CASE("the likeliest part's expert answers, with its own calibration and thresholds",
          "[findings]") {
  const Finding finding =
      decide(pack_of_hand_and_knee(), {.router = {0, 50, 0}, .expert = {9, 0.25}});
  CHECK(finding.part == "knee");
  CHECK(*finding.probability == Approx(1 / (1 + std::exp(0.5))));
  CHECK(finding.verdict == Verdict::possible);
  CHECK(finding.thresholds->specific == Approx(0.9));
}

TEST_CASE("where it may be one part or another, each one's expert counts as much as it is likely",
          "[findings]") {
  // Three to one for the knee.
  const Finding finding = decide(pack_of_hand_and_knee(),
                                 {.router = {0, std::log(3), -50}, .expert = {std::log(4), 0.5}});
  CHECK(finding.part == "knee");
  CHECK(*finding.part_probability == Approx(0.75));
  CHECK(*finding.probability == Approx(0.25 * 0.8 + 0.75 * 0.5));
  CHECK(finding.thresholds->sensitive == Approx(0.25 * 0.3 + 0.75 * 0.1));
  CHECK(finding.thresholds->specific == Approx(0.25 * 0.7 + 0.75 * 0.9));
  CHECK(finding.verdict == Verdict::possible);
}

TEST_CASE("an expert that was not asked says nothing", "[findings]") {
  const Finding finding =
      decide(pack_of_hand_and_knee(), {.router = {1, 1.1, -50}, .expert = {std::nan(""), 0.5}});
  CHECK(*finding.probability == Approx(0.5));
  CHECK(finding.thresholds->specific == Approx(0.9));
}

// Unsure between parts is no reason to be silent: whichever it is, its expert was heard.
TEST_CASE("a film that surely shows some part is answered, whichever it is", "[findings]") {
  Pack pack = pack_of_hand_and_knee();
  pack.router.answer_above = 0.9;
  const Finding finding = decide(pack, {.router = {1, 1.01, -5}, .expert = {2, 1}});
  CHECK(finding.part == "knee");
  CHECK(*finding.part_probability < 0.6);
  CHECK(finding.probability.has_value());
}

TEST_CASE("two thresholds make three answers, and each bound belongs to the higher one",
          "[findings]") {
  Pack pack = pack_of_hand_and_knee();
  pack.experts[0].thresholds = {0.5, sigmoid(1)};
  const auto verdict = [&](double score) {
    return decide(pack, {.router = {99, 0, 0}, .expert = {score, 0}}).verdict;
  };
  CHECK(verdict(-0.01) == Verdict::none);
  CHECK(verdict(0) == Verdict::possible);
  CHECK(verdict(0.99) == Verdict::possible);
  CHECK(verdict(1) == Verdict::present);
}

TEST_CASE("a router that sees no part, or hardly one, gives an answer and not a part",
          "[findings]") {
  for (const std::vector<double>& router : {std::vector<double>{1, 1, 1.5}, {0, 1, 5}}) {
    const Finding finding = decide(pack_of_hand_and_knee(), {.router = router, .expert = {9, 9}});
    CHECK(finding.verdict == Verdict::cannot_answer);
    CHECK(finding.reason == "unsupported_part");
    CHECK_FALSE(finding.part);
    CHECK_FALSE(finding.probability);
    CHECK_THAT(finding.explanation, Catch::Contains("hand, knee"));
  }
}

TEST_CASE("a part that is given overrides the router, and an unknown one is refused",
          "[findings]") {
  const Scores scores{.router = {0, 0, 9}, .expert = {3, -3}};
  const Finding finding = decide(pack_of_hand_and_knee(), scores, "hand");
  CHECK(finding.part == "hand");
  CHECK_FALSE(finding.part_probability);
  CHECK(finding.verdict == Verdict::present);
  CHECK_THROWS_WITH(decide(pack_of_hand_and_knee(), scores, "skull"),
                    Catch::Contains("hand, knee"));
}

TEST_CASE("scores of any size become shares that add up", "[findings]") {
  const auto shares = softmax(std::vector<double>{1000, 999, -1000});
  CHECK(shares[0] + shares[1] + shares[2] == Approx(1));
  CHECK(shares[0] / shares[1] == Approx(std::exp(1)));
}

TEST_CASE("a study is the mean of the views of the part that most of them show", "[findings]") {
  const std::vector<Finding> views{view("hand", 0.9, 0.9), view("knee", 0.99, 0.0),
                                   view("hand", 0.7, 0.5)};
  const Finding study = combine_views(views);
  CHECK(study.part == "hand");
  CHECK(*study.probability == Approx(0.7));
  CHECK(*study.part_probability == Approx(0.8));
}

TEST_CASE("a tie between parts goes to the more probable one", "[findings]") {
  const std::vector<Finding> views{view("hand", 0.7, 0.9), view("knee", 0.99, 0.1)};
  CHECK(combine_views(views).part == "knee");
}

TEST_CASE("a view that cannot answer does not weaken those that can", "[findings]") {
  Finding blank;
  blank.reason = "blank";
  CHECK(*combine_views(std::vector{blank, view("hand", 0.9, 0.8)}).probability == Approx(0.8));
  CHECK(combine_views(std::vector{blank, blank}).verdict == Verdict::cannot_answer);
  CHECK(combine_views(std::vector{blank, blank}).reason == "blank");
}

TEST_CASE("a pack that was trained on abnormality never says fracture", "[findings]") {
  for (const Verdict verdict : {Verdict::present, Verdict::possible, Verdict::none}) {
    CHECK_THAT(verdict_phrase(verdict, "abnormal"), !Catch::Contains("fracture"));
    CHECK_THAT(verdict_word(verdict, "abnormal"), !Catch::Contains("fracture"));
  }
  CHECK(verdict_phrase(Verdict::none, "fracture") == "no fracture seen");
}

}  // namespace osteon
