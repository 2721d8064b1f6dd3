// The part of the page in which a threshold can be moved.
#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "osteon/appraisal/html.hpp"
#include "osteon/appraisal/page.hpp"
#include "osteon/report/text.hpp"

namespace osteon {
namespace {

using json = nlohmann::ordered_json;

/// Probability, label, place of the part, whether the part was wrong.
json rows_of(const std::vector<Case>& cases, const std::vector<std::string>& parts) {
  json rows = json::array();
  for (const Case& row : cases) {
    const auto part = std::ranges::find(parts, row.part) - parts.begin();
    rows.push_back({std::round(row.probability * 1e5) / 1e5, row.positive ? 1 : 0, part,
                    row.wrong_part ? 1 : 0});
  }
  return rows;
}

/// Of each part that has any.
json thresholds_of(const Results& results, const std::vector<std::string>& parts) {
  std::map<std::string, Thresholds> known;
  for (const Prediction& row : results.evaluation.predictions.rows)
    if (row.given_part.thresholds) known[row.entry.part] = *row.given_part.thresholds;
  json thresholds = json::array();
  for (const std::string& part : parts)
    thresholds.push_back(known.contains(part) ? json{known[part].sensitive, known[part].specific}
                                              : json());
  return thresholds;
}

/// As it may stand in a <script>: nothing in it can end the element.
std::string embedded(const json& data) {
  std::string text = data.dump(-1, ' ', true, json::error_handler_t::replace);
  std::string safe;
  for (const char c : text) safe += c == '<' ? std::string("\\u003c") : std::string(1, c);
  return safe;
}

constexpr std::string_view controls = R"html(
<div class="controls screen">
<label>Question <select id="way"><option value="in_sequence">both stages in sequence</option>
<option value="given_part">expert, true part given</option></select></label>
<label>Body part <select id="part"><option value="">all</option>{options}</select></label>
<label>Prevalence in %, for PPV and NPV <input id="prevalence" type="number" min="0" max="100"
step="0.1" placeholder="as in the data"></label>
<label class="across">Threshold <input id="threshold" type="range" min="0" max="1" step="0.001"
value="0.5"></label>
<label>Threshold, exactly <input id="threshold-exact" type="number" min="0" max="1" step="0.001"
value="0.5"></label>
<div><button type="button" id="to-sensitive" disabled>the pack's sensitive one</button>
<button type="button" id="to-specific" disabled>the pack's specific one</button></div>
</div>
<div class="side" aria-live="polite">
<table><caption>Figures at this threshold, prevalence <span id="stated"></span> %</caption>
<tbody>
<tr><th scope="row">sensitivity</th><td id="sensitivity"></td></tr>
<tr><th scope="row">specificity</th><td id="specificity"></td></tr>
<tr><th scope="row">positive predictive value</th><td id="ppv"></td></tr>
<tr><th scope="row">negative predictive value</th><td id="npv"></td></tr>
<tr><th scope="row">accuracy, as in the data</th><td id="accuracy"></td></tr>
<tr><th scope="row">F1, as in the data</th><td id="f1"></td></tr>
</tbody></table>
<table><caption>Images, by label and answer</caption>
<thead><tr><th scope="col">label</th><th scope="col">said positive</th><th scope="col">said
negative</th></tr></thead>
<tbody>
<tr><th scope="row">positive</th><td id="tp"></td><td id="fn"></td></tr>
<tr><th scope="row">negative</th><td id="fp"></td><td id="tn"></td></tr>
</tbody></table>
</div>
<noscript><p class="note">Moving the threshold needs JavaScript; the tables above do not.</p></noscript>
)html";

}  // namespace

std::string page_thresholds(const Results& results) {
  const auto& parts = results.evaluation.subject.parts;
  std::string options;
  for (std::size_t i = 0; i < parts.size(); ++i)
    options += fmt::format("<option value=\"{}\">{}</option>", i, html(part_phrase(parts[i])));
  const json data = {{"parts", parts},
                     {"thresholds", thresholds_of(results, parts)},
                     {"cases",
                      {{"in_sequence", rows_of(results.in_sequence, parts)},
                       {"given_part", rows_of(results.given_part, parts)}}}};
  return "<p>One threshold for all images chosen. A threshold that is picked here, on the data "
         "that "
         "it is then judged by, looks better than it is: pick it on other data.</p>" +
         fmt::format(fmt::runtime(controls), fmt::arg("options", options)) +
         fmt::format("<script type=\"application/json\" id=\"cases\">{}</script>", embedded(data));
}

}  // namespace osteon
