#include "osteon/appraisal/page.hpp"

#include <fmt/format.h>

#include "osteon/appraisal/html.hpp"
#include "osteon/report/forms.hpp"
#include "osteon/report/text.hpp"

namespace osteon {
namespace {

using json = nlohmann::ordered_json;

std::string word(const json& metrics, const char* key) {
  return metrics.at(key).get<std::string>();
}

std::string what_was_measured(const json& metrics) {
  const std::string pack =
      word(metrics, "pack").empty()
          ? "A pack that is not named"
          : fmt::format("Pack <b>{} {}</b> at {}, weights {:.12}", html(word(metrics, "pack")),
                        html(word(metrics, "version")), html(word(metrics, "precision")),
                        html(word(metrics, "weights")));
  std::string data = html(word(metrics, "dataset"));
  if (const std::string subset = word(metrics, "subset"); !subset.empty())
    data += fmt::format(", subset <b>{}</b>", html(subset));
  std::string text =
      fmt::format("<p>{} on {}: <b>{} images</b>", pack,
                  data.empty() ? "data that are not named" : data, metrics.at("images").get<int>());
  if (const int outside = metrics.at("outside_pack"); outside > 0)
    text += fmt::format(", {} of parts that the pack does not read", outside);
  if (const int unread = metrics.at("unread").at("count"); unread > 0)
    text += fmt::format("; {} more could not be read and are left out", unread);
  return text + fmt::format(". Positive means: <b>{}</b>.</p>\n", html(word(metrics, "target")));
}

std::string tile(const std::string& words, const json& row, const std::string& figure) {
  const std::string range = short_range(row.at(json::json_pointer("/" + figure + "_interval")));
  return fmt::format("<li><strong>{}</strong>{}{}</li>",
                     short_number(row.at(json::json_pointer("/" + figure))), words,
                     range.empty() ? "" : fmt::format("<br>95 % interval {}", range));
}

std::string tiles(const json& metrics) {
  const json& pooled = metrics.at("in_sequence").at("pooled");
  if (pooled.is_null()) return "";
  return "<ul class=\"tiles\">" + tile("body parts right", metrics.at("router"), "accuracy") +
         tile("AUROC, both stages in sequence", pooled, "auroc") +
         tile("sensitivity at the sensitive threshold", pooled, "sensitive/sensitivity") +
         tile("specificity at the specific threshold", pooled, "specific/specificity") + "</ul>\n";
}

std::string chart_figures(const std::vector<Picture>& pictures) {
  std::string text;
  for (const Picture& picture : pictures)
    text += fmt::format(
        "<figure class=\"chart\"><img alt=\"{}\" src=\"{}\"><figcaption>{}. {}</figcaption>"
        "</figure>\n",
        html(picture.title + ". " + picture.words), data_url("image/svg+xml", picture.svg),
        html(picture.title), html(picture.words));
  return text;
}

std::string rules(const json& metrics) {
  const json& prevalence = metrics.at("prevalence");
  const std::string shares = prevalence.is_number()
                                 ? fmt::format("a prevalence of {}", prevalence.get<double>())
                                 : "the share of positives in each row's own data";
  return fmt::format(
      "<h2 id=\"rules\">How it was counted</h2>\n<ul>\n"
      "<li>Intervals: 95 % percentile bootstrap (Efron 1979) over groups, {} resamples, seed {}. A "
      "group is a patient where the data say who.</li>\n"
      "<li>In sequence, a wrong part or no answer counts as the wrong statement at both "
      "thresholds; "
      "its probability is the one that was said, and 0 where nothing was.</li>\n"
      "<li>AUROC: share of pairs in which the positive has the higher probability, ties half "
      "(Hanley and McNeil 1982). AUPRC: average precision, in steps. Sensitivity at specificity "
      "0.90: the highest of any threshold that keeps it; no point between two thresholds.</li>\n"
      "<li>PPV and NPV are for {}. Kappa: Cohen 1960. Brier score: Brier 1950. ECE: expected "
      "calibration error over 15 equally wide bins (Naeini et al. 2015).</li>\n"
      "<li>A study's probability is the mean over its answered views of the part that most of them "
      "show, against the mean of their thresholds.</li>\n"
      "<li>Coverage: a decision is as sure as its probability is far from the threshold, in shares "
      "of the way that there is on that side; a body part as sure as its probability.</li>\n"
      "<li>Thresholds and calibration are the pack's own. On the data that chose them the figures "
      "at the thresholds are too good.</li>\n"
      "<li>A dash stands for a figure that does not exist, as an AUROC with one label only.</li>\n"
      "</ul>\n<p class=\"note\">Made by Osteon {}. The same numbers: metrics.json, "
      "predictions.csv; "
      "the same drawings: figures/.</p>\n",
      metrics.at("resamples").get<int>(), metrics.at("seed").get<std::uint64_t>(), shares,
      html(word(metrics, "osteon")));
}

// Nothing is fetched, and the browser is told to see to that.
constexpr std::string_view head = R"html(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
)html";

constexpr std::string_view contents = R"html(<nav aria-label="Contents"><ul>
<li><a href="#charts">Drawings</a></li><li><a href="#tables">Tables</a></li>
{localisation}<li><a href="#thresholds">Move the threshold</a></li><li><a href="#subgroups">Subgroups</a></li>
{errors}<li><a href="#rules">How it was counted</a></li>
</ul></nav>
)html";

}  // namespace

std::string report_page(const Results& results, const std::vector<Picture>& pictures,
                        const std::vector<WorstError>& errors) {
  const json& metrics = results.metrics;
  const std::string name = word(metrics, "pack").empty() ? "a pack" : word(metrics, "pack");
  std::string page(head);
  page += fmt::format("<title>Evaluation of {}</title>\n<style>{}</style></head>\n<body>\n",
                      html(name), page_style());
  page += fmt::format("<header><h1>Evaluation of {}</h1>\n{}<p class=\"warning\">{}</p></header>\n",
                      html(name), what_was_measured(metrics), html(disclaimer));
  page += fmt::format(
      fmt::runtime(contents),
      fmt::arg("localisation", metrics.at("localisation").is_null()
                                   ? ""
                                   : "<li><a href=\"#localisation\">Where it was seen</a></li>\n"),
      fmt::arg("errors", errors.empty() ? "" : "<li><a href=\"#errors\">Worst errors</a></li>"));
  page += "<main>\n" + tiles(metrics);
  page += "<h2 id=\"charts\">Drawings</h2>\n" + chart_figures(pictures);
  page += "<h2 id=\"tables\">Tables</h2>\n" + page_tables(results);
  if (!metrics.at("localisation").is_null())
    page += "<h2 id=\"localisation\">Where it was seen</h2>\n" +
            page_localisation(metrics.at("localisation"));
  page += "<h2 id=\"thresholds\">Move the threshold</h2>\n" + page_thresholds(results);
  page += "<h2 id=\"subgroups\">Subgroups</h2>\n" + page_subgroups(metrics.at("by"));
  page += page_errors(results, errors) + rules(metrics);
  return page + fmt::format("</main>\n<script>{}</script>\n</body></html>\n", page_script());
}

}  // namespace osteon
