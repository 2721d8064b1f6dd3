#include "osteon/appraisal/appraisal.hpp"

#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

#include "osteon/appraisal/charts.hpp"
#include "osteon/appraisal/html.hpp"
#include "osteon/appraisal/page.hpp"
#include "osteon/base/file.hpp"
#include "osteon/base/random.hpp"
#include "tests/scratch_folder.hpp"

using Catch::Contains;

namespace osteon {
namespace {

Finding finding_of(const std::string& part, double probability) {
  Finding finding;
  finding.part = part;
  finding.part_probability = 0.9;
  finding.probability = probability;
  finding.thresholds = Thresholds{.sensitive = 0.3, .specific = 0.7};
  finding.verdict = probability >= 0.7   ? Verdict::present
                    : probability >= 0.3 ? Verdict::possible
                                         : Verdict::none;
  return finding;
}

/// One image whose part and finding are right or not, as said.
Prediction image(const std::string& part, bool positive, double probability,
                 const std::string& said_part) {
  Prediction row;
  row.entry = {.file = "Mustermann.png", .part = part, .positive = positive, .group = "Mustermann"};
  row.finding = finding_of(said_part, probability);
  row.given_part = finding_of(part, probability);
  row.extent = {300, 400};
  return row;
}

Evaluation evaluation_of(std::vector<Prediction> rows) {
  Evaluation evaluation{.file = {},
                        .subject = {.pack = "<tiny> & co",
                                    .version = "1",
                                    .weights = "abc",
                                    .parts = {"hand", "knee"}},
                        .predictions = {},
                        .dataset = "drawn \"films\""};
  evaluation.predictions.rows = std::move(rows);
  return evaluation;
}

Evaluation example() {
  Random random(4);
  std::vector<Prediction> rows;
  for (int i = 0; i < 60; ++i) {
    const bool positive = random.chance(0.4);
    const double probability = std::clamp(random.normal() / 4 + (positive ? 0.6 : 0.4), 0.0, 1.0);
    const std::string part = random.chance(0.5) ? "hand" : "knee";
    rows.push_back(image(part, positive, probability, random.chance(0.9) ? part : "hand"));
    rows.back().entry.group = std::to_string(i / 2);
    rows.back().entry.file = "Mustermann" + std::to_string(i) + ".png";
  }
  return evaluation_of(std::move(rows));
}

std::string metrics_of(const Evaluation& evaluation) {
  return metrics_json(evaluation.subject, evaluation.predictions,
                      {.resamples = 50, .dataset = evaluation.dataset});
}

std::string page_of(const Evaluation& evaluation, const std::vector<WorstError>& errors = {}) {
  const std::string metrics = metrics_of(evaluation);
  const Results results(evaluation, metrics);
  return report_page(results, charts(results), errors);
}

int count_of(const std::string& text, std::string_view piece) {
  int count = 0;
  for (auto at = text.find(piece); at != std::string::npos; at = text.find(piece, at + 1)) ++count;
  return count;
}

}  // namespace

TEST_CASE("text in a page is text, whatever it holds", "[appraisal]") {
  CHECK(html("<script> \"a\" & b") == "&lt;script&gt; &quot;a&quot; &amp; b");
  CHECK(html("a\x1b[31m") == "a\xEF\xBF\xBD[31m");
  CHECK(data_url("image/png", "abcd") == "data:image/png;base64,YWJjZA==");
  CHECK(data_url("image/png", "") == "data:image/png;base64,");
}

TEST_CASE("the worst errors are the surest ones, half of either kind", "[appraisal]") {
  const Evaluation evaluation = evaluation_of({
      image("hand", true, 0.2, "hand"),    // missed
      image("hand", true, 0.01, "hand"),   // missed, and surer
      image("hand", true, 0.5, "hand"),    // possible: no error
      image("hand", false, 0.8, "hand"),   // alarm
      image("hand", false, 0.99, "hand"),  // alarm, and surer
      image("hand", false, 0.5, "hand"),   // possible: not called positive
      image("hand", false, 0.9, "hand"),   // alarm
  });
  const auto rows_of = [&](int count) {
    std::vector<std::size_t> rows;
    for (const WorstError& error : worst_errors(evaluation, count)) rows.push_back(error.row);
    return rows;
  };
  CHECK(rows_of(2) == std::vector<std::size_t>{1, 4});
  CHECK(rows_of(4) == std::vector<std::size_t>{1, 0, 4, 6});
  CHECK(rows_of(5) == std::vector<std::size_t>{1, 0, 4, 6, 3});
  CHECK(rows_of(100).size() == 5);
  CHECK(rows_of(0).empty());
}

TEST_CASE("there is a drawing of everything, in both forms, with words for it", "[appraisal]") {
  const Evaluation evaluation = example();
  const std::string metrics = metrics_of(evaluation);
  const auto pictures = charts(Results(evaluation, metrics));
  CHECK(pictures.size() == 7);
  for (const Picture& picture : pictures) {
    CAPTURE(picture.name);
    CHECK(picture.svg.starts_with("<?xml"));
    CHECK(picture.png.substr(1, 3) == "PNG");
    CHECK(picture.words.size() > 40);
    // Letters are outlines: a thesis prints elsewhere, without our fonts.
    CHECK_THAT(picture.svg, !Contains("<text"));
  }
}

// A reader opens it years later, without a network, perhaps with a screen reader.
TEST_CASE("the page needs nothing beside it and can be read aloud", "[appraisal]") {
  const std::string page = page_of(example());
  for (const char* outside : {"src=\"http", "href=\"http", "@import", "url(http", "<link"})
    CHECK_THAT(page, !Contains(outside));
  CHECK_THAT(page, Contains("<html lang=\"en\">") && Contains("<main>") && Contains("<title>"));
  CHECK(count_of(page, "<img ") == 7);
  CHECK(count_of(page, "<img alt=\"") == 7);
  CHECK(count_of(page, "<table>") == count_of(page, "<caption>"));
  CHECK(count_of(page, "<th>") == 0);  // each says what it heads
  CHECK_THAT(page, Contains("not a medical device"));
}

TEST_CASE("where findings were seen has a table, once readers outlined any", "[appraisal]") {
  CHECK_THAT(page_of(example()), !Contains("Where it was seen"));
  Evaluation evaluation = example();
  auto& row = evaluation.predictions.rows.front();
  row.entry.positive = true;
  row.entry.outlines = {outline_of({10, 10, 40, 40})};
  row.pointed = {.boxes = {{.box = {10, 10, 40, 40}, .score = 0.9}}, .hottest = Point{20, 20}};
  CHECK_THAT(page_of(evaluation), Contains("href=\"#localisation\"") &&
                                      Contains("id=\"localisation\"") && Contains("AP50-95") &&
                                      Contains("<td>1.00"));
}

TEST_CASE("names from outside do not become markup, and files are not named", "[appraisal]") {
  const Evaluation evaluation = example();
  const std::string page = page_of(evaluation, worst_errors(evaluation, 4));
  CHECK_THAT(page, Contains("&lt;tiny&gt; &amp; co") && !Contains("<tiny>"));
  CHECK_THAT(page, !Contains("Mustermann"));
  CHECK_THAT(page, Contains("of predictions.csv: "));
}

TEST_CASE("the moved threshold begins with every image, and knows the pack's own", "[appraisal]") {
  const Evaluation evaluation =
      evaluation_of({image("hand", true, 0.2, "hand"), image("knee", false, 0.123456789, "hand")});
  CHECK_THAT(page_of(evaluation), Contains("\"thresholds\":[[0.3,0.7],[0.3,0.7]]") &&
                                      Contains("\"in_sequence\":[[0.2,1,0,0],[0.12346,0,1,1]]"));
}

TEST_CASE("a part with one label, or nothing at all, still makes a page", "[appraisal]") {
  CHECK_THAT(page_of(evaluation_of({image("hand", true, 0.2, "hand")})), Contains("</html>"));
  CHECK_THAT(page_of(evaluation_of({image("hand", false, 0.2, "knee")})), Contains("</html>"));
  CHECK_THAT(page_of(evaluation_of({})), Contains("</html>"));
}

TEST_CASE("page and drawings are written beside each other", "[appraisal]") {
  const ScratchFolder folder;
  const Evaluation evaluation = example();
  write_appraisal(folder.path(), evaluation, metrics_of(evaluation), {});
  CHECK(read_text(folder / "report.html").starts_with("<!DOCTYPE html>"));
  for (const char* name : {"regions", "roc", "precision_recall", "reliability", "probabilities",
                           "router_confusion", "coverage"})
    for (const char* form : {".svg", ".png"})
      CHECK(std::filesystem::exists(folder / "figures" / (std::string(name) + form)));
}

}  // namespace osteon
