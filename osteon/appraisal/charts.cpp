#include "osteon/appraisal/charts.hpp"

#include <fmt/format.h>

namespace osteon {

using json = nlohmann::ordered_json;

Results::Results(const Evaluation& evaluated, const std::string& metrics_text)
    : evaluation(evaluated),
      metrics(json::parse(metrics_text)),
      given_part(cases_given_part(evaluated.predictions)),
      in_sequence(cases_in_sequence(evaluated.subject, evaluated.predictions)) {}

std::vector<Picture> charts(const Results& results) {
  std::vector<Picture> all;
  for (const auto chart : {regions_chart, roc_chart, precision_recall_chart, reliability_chart,
                           histogram_chart, confusion_chart, coverage_chart})
    if (auto drawn = chart(results)) all.push_back(std::move(*drawn));
  return all;
}

std::string short_number(const json& value) {
  return value.is_number() ? fmt::format("{:.2f}", value.get<double>()) : "–";
}

std::string short_range(const json& interval) {
  if (!interval.is_array()) return "";
  return fmt::format("{:.2f}–{:.2f}", interval[0].get<double>(), interval[1].get<double>());
}

std::string short_figure(const json& row, const std::string& figure) {
  const std::string number = short_number(row.at(json::json_pointer("/" + figure)));
  const std::string range = short_range(row.at(json::json_pointer("/" + figure + "_interval")));
  return range.empty() ? number : fmt::format("{} ({})", number, range);
}

}  // namespace osteon
