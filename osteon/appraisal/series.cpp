#include "osteon/appraisal/series.hpp"

#include <fmt/format.h>

#include "osteon/evaluate/figures.hpp"
#include "osteon/report/text.hpp"

namespace osteon {

std::vector<Series> series_of(const Results& results,
                              std::vector<CurvePoint> (*curve)(std::span<const Case>)) {
  std::vector<Series> series;
  const auto add = [&](const std::string& name, std::span<const Case> cases,
                       const nlohmann::ordered_json& row, const Stroke& stroke) {
    if (auto points = curve(cases); !points.empty())
      series.push_back({name, std::move(points), &row, stroke});
  };
  const auto& given = results.metrics.at("experts_given_part");
  add("both in sequence", results.in_sequence, results.metrics.at("in_sequence").at("pooled"),
      {.colour = ink, .width = 1.8});
  add("part given", results.given_part, given.at("pooled"),
      {.colour = ink, .width = 1.8, .dashed = true});
  std::size_t number = 0;
  for (const auto& [part, row] : given.at("regions").items())
    add(part_phrase(part), cases_of_part(results.given_part, part), row,
        {.colour = series_colour(number++), .width = 1.1});
  return series;
}

std::vector<LegendEntry> legend_of(const std::vector<Series>& series, const std::string& figure) {
  std::vector<LegendEntry> entries;
  for (const Series& one : series)
    entries.push_back(
        {fmt::format("{}: {}", one.name, short_figure(*one.row, figure)), one.stroke});
  return entries;
}

std::string in_words(const std::vector<Series>& series, const std::string& figure) {
  std::string words;
  for (const Series& one : series)
    words +=
        fmt::format("{}{} {}", words.empty() ? "" : "; ", one.name, short_figure(*one.row, figure));
  return words;
}

}  // namespace osteon
