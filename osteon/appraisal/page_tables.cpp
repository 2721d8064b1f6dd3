#include <array>
#include <span>
#include <string>

#include <fmt/format.h>

#include "osteon/appraisal/html.hpp"
#include "osteon/appraisal/page.hpp"
#include "osteon/report/text.hpp"

namespace osteon {
namespace {

using json = nlohmann::ordered_json;

struct Column {
  const char* heading;
  const char* figure;  ///< its place in a row of metrics.json
};

constexpr std::array ranking{
    Column{"AUROC", "auroc"}, Column{"AUPRC", "auprc"},
    Column{"sensitivity at specificity 0.90", "sensitivity_at_specificity_90"},
    Column{"Brier score", "brier"}, Column{"ECE", "ece"}};

constexpr std::array decisions{Column{"sensitivity", "sensitivity"},
                               Column{"specificity", "specificity"},
                               Column{"PPV", "ppv"},
                               Column{"NPV", "npv"},
                               Column{"accuracy", "accuracy"},
                               Column{"F1", "f1"},
                               Column{"kappa", "kappa"}};

constexpr std::array places{Column{"pointing game", "pointing"}, Column{"AP50", "ap50"},
                            Column{"AP50-95", "ap50_95"},
                            Column{"AP50, outlined images only", "ap50_outlined_only"}};

// What stands before the figures: how many they are of.
constexpr std::array cases{Column{"n", "n"}, Column{"positive", "positives"}};
constexpr std::array boxes{Column{"n", "n"}, Column{"outlined", "outlined"},
                           Column{"boxes", "boxes"}};

std::string figure_cell(const json& row, const std::string& figure) {
  const json& interval = row.at(json::json_pointer("/" + figure + "_interval"));
  std::string cell = short_number(row.at(json::json_pointer("/" + figure)));
  if (const std::string range = short_range(interval); !range.empty())
    cell += fmt::format("<small>{}</small>", range);
  return fmt::format("<td>{}</td>", cell);
}

std::string count_cell(const json& row, const char* count) {
  return fmt::format("<td>{}</td>",
                     row.contains(count) ? std::to_string(row.at(count).get<int>()) : "");
}

/// The columns of a table; `at` is put before each figure's name.
struct Columns {
  std::span<const Column> counts;
  std::span<const Column> figures;
  std::string at;
};

std::string line(const std::string& name, const json& row, const Columns& columns, bool total) {
  std::string cells;
  for (const Column& column : columns.counts) cells += count_cell(row, column.figure);
  for (const Column& column : columns.figures)
    cells += figure_cell(row, columns.at + column.figure);
  return fmt::format("<tr{}><th scope=\"row\">{}</th>{}</tr>\n", total ? " class=\"total\"" : "",
                     html(name), cells);
}

/// A line for each part, one for all, and one for their mean where there is one.
std::string table(const std::string& caption, const json& figures, const Columns& columns) {
  std::string head = "<th scope=\"col\">body part</th>";
  for (const auto& group : {columns.counts, columns.figures})
    for (const Column& column : group)
      head += fmt::format("<th scope=\"col\">{}</th>", column.heading);
  std::string lines;
  for (const auto& [part, row] : figures.at("regions").items())
    lines += line(part_phrase(part), row, columns, false);
  lines += line("all", figures.at("pooled"), columns, true);
  if (const auto macro = figures.find("macro"); macro != figures.end())
    lines += line("mean over parts", *macro, columns, true);
  return fmt::format(
      "<div class=\"wide\"><table><caption>{}</caption><thead><tr>{}</tr></thead>"
      "<tbody>{}</tbody></table></div>\n",
      caption, head, lines);
}

std::string tables_of(const std::string& question, const json& figures) {
  if (figures.at("pooled").is_null()) return fmt::format("<p>{}: nothing to count.</p>", question);
  return fmt::format("<h3>{}</h3>\n", question) +
         table("Ranking and calibration, with 95 % intervals.", figures, {cases, ranking, ""}) +
         table("At the sensitive threshold (possible or more).", figures,
               {cases, decisions, "sensitive/"}) +
         table("At the specific threshold (sure).", figures, {cases, decisions, "specific/"});
}

std::string router_table(const json& router) {
  std::string lines;
  for (const auto& [part, row] : router.at("classes").items()) {
    if (!row.at("sensitivity").is_number() && !row.at("ppv").is_number()) continue;
    std::string cells;
    for (const char* figure : {"sensitivity", "ppv", "f1"}) cells += figure_cell(row, figure);
    lines += fmt::format("<tr><th scope=\"row\">{}</th>{}</tr>\n", html(part_phrase(part)), cells);
  }
  return fmt::format(
      "<table><caption>The router, each part against all others, with 95 % intervals. Accuracy {}, "
      "kappa {}, mean F1 {}; {} of {} images of the pack's parts got no part.</caption>"
      "<thead><tr><th scope=\"col\">body part</th><th scope=\"col\">found (recall)</th>"
      "<th scope=\"col\">right when said (precision)</th><th scope=\"col\">F1</th></tr></thead>"
      "<tbody>{}</tbody></table>\n",
      short_figure(router, "accuracy"), short_figure(router, "kappa"),
      short_figure(router, "macro_f1"), router.at("abstained").get<int>(),
      router.at("n").get<int>(), lines);
}

}  // namespace

std::string page_tables(const Results& results) {
  const json& metrics = results.metrics;
  std::string text = router_table(metrics.at("router")) +
                     tables_of("Both stages in sequence: a wrong part counts as wrong",
                               metrics.at("in_sequence")) +
                     tables_of("Experts, true part given", metrics.at("experts_given_part"));
  const json& studies = metrics.at("study_level");
  if (studies.at("studies") != metrics.at("images"))
    text += fmt::format(
                "<h2 id=\"studies\">Studies</h2><p>{} studies: a study's probability is the "
                "mean of its views'.</p>\n",
                studies.at("studies").get<int>()) +
            tables_of("Studies, both stages in sequence", studies.at("in_sequence")) +
            tables_of("Studies, true part given", studies.at("experts_given_part"));
  return text;
}

std::string page_localisation(const json& localisation) {
  return table(
      fmt::format("The hottest place within {} pixels of a box that readers drew (the pointing "
                  "game), and the average precision of the boxes, images without a finding "
                  "included, with 95 % intervals.",
                  localisation.at("tolerance_px").get<double>()),
      localisation, {boxes, places, ""});
}

std::string page_subgroups(const json& by) {
  std::string text;
  for (const auto& [column, rows] : by.items()) {
    if (rows.empty()) continue;
    std::string lines;
    for (const auto& [value, row] : rows.items()) {
      const json& figures = row.at("in_sequence");
      std::string cells = count_cell(figures, "n") + count_cell(figures, "positives");
      for (const char* figure : {"auroc", "sensitive/sensitivity", "sensitive/specificity",
                                 "specific/sensitivity", "specific/specificity"})
        cells += figure_cell(figures, figure);
      lines += fmt::format("<tr><th scope=\"row\">{}</th>{}</tr>\n", html(value), cells);
    }
    text += fmt::format(
        "<div class=\"wide\"><table><caption>By {0}, both stages in sequence.</caption>"
        "<thead><tr><th scope=\"col\">{0}</th><th scope=\"col\">n</th><th scope=\"col\">positive"
        "</th><th scope=\"col\">AUROC</th><th scope=\"col\">possible: sensitivity</th>"
        "<th scope=\"col\">specificity</th><th scope=\"col\">sure: sensitivity</th>"
        "<th scope=\"col\">specificity</th></tr></thead><tbody>{1}</tbody></table></div>\n",
        html(column), lines);
  }
  return text;
}

}  // namespace osteon
