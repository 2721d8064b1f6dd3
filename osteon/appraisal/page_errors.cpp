#include <fmt/format.h>

#include "osteon/appraisal/html.hpp"
#include "osteon/appraisal/page.hpp"
#include "osteon/report/text.hpp"

namespace osteon {
namespace {

std::string words_of(const WorstError& error, const Prediction& row) {
  const std::string& target = row.finding.target;
  std::string words = fmt::format("{}, {}: {}", part_phrase(row.entry.part),
                                  error.missed ? "labelled positive" : "labelled negative",
                                  verdict_phrase(row.finding.verdict, target));
  words += fmt::format(" ({:.2f})", error.probability);
  if (row.finding.part && row.finding.part != row.entry.part)
    words += fmt::format("; taken for {}", part_phrase(*row.finding.part));
  return words;
}

std::string figure(const WorstError& error, const Prediction& row) {
  const std::string words = html(words_of(error, row));
  // No file name: a page is passed on more easily than a table, and a name may be a patient's.
  const std::string caption = fmt::format("row {} of predictions.csv: {}", error.row + 1, words);
  if (error.png.empty())
    return fmt::format("<figure><figcaption>{}</figcaption></figure>", caption);
  return fmt::format(
      "<figure><img alt=\"Radiograph with the heatmap of the expert. {}\" loading=\"lazy\" "
      "src=\"{}\"><figcaption>{}</figcaption></figure>\n",
      words, data_url("image/png", error.png), caption);
}

std::string half(const Results& results, const std::vector<WorstError>& errors, bool missed,
                 const char* title) {
  std::string figures;
  for (const WorstError& error : errors)
    if (error.missed == missed)
      figures += figure(error, results.evaluation.predictions.rows[error.row]);
  if (figures.empty()) return "";
  return fmt::format("<h3>{}</h3><div class=\"errors\">{}</div>\n", title, figures);
}

}  // namespace

std::string page_errors(const Results& results, const std::vector<WorstError>& errors) {
  if (errors.empty()) return "";
  return "<h2 id=\"errors\">The worst errors</h2>\n"
         "<p>Row 1 is the first below the header. Colour shows what spoke for a finding, also "
         "where none was said. A label may be wrong too: look before concluding. Radiographs can "
         "show names that were exposed on the film.</p>\n" +
         half(results, errors, true, "Positives in which nothing was seen") +
         half(results, errors, false, "Negatives that were called positive");
}

}  // namespace osteon
