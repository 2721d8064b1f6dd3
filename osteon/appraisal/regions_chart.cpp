#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "osteon/appraisal/charts.hpp"
#include "osteon/appraisal/plot.hpp"
#include "osteon/report/text.hpp"

namespace osteon {
namespace {

using json = nlohmann::ordered_json;

struct RegionLine {
  std::string name;
  const json* row;
  bool total;
};

constexpr double line_height = 20;
constexpr double plot_left = 196;
constexpr double plot_width = 170;

std::vector<RegionLine> lines_of(const json& given) {
  std::vector<RegionLine> lines;
  for (const auto& [part, row] : given.at("regions").items())
    lines.push_back({part_phrase(part), &row, false});
  lines.push_back({"all", &given.at("pooled"), true});
  lines.push_back({"mean over parts", &given.at("macro"), true});
  return lines;
}

void draw_line(Canvas& canvas, const Plot& plot, const RegionLine& line, double y) {
  const json& row = *line.row;
  const Colour colour = line.total ? ink : series_colour(0);
  canvas.text({12, y}, line.name, {.size = 9, .bold = line.total});
  if (row.contains("n")) {
    canvas.text({136, y}, std::to_string(row.at("n").get<int>()), {.size = 9, .across = 1});
    canvas.text({178, y}, std::to_string(row.at("positives").get<int>()), {.size = 9, .across = 1});
  }
  canvas.text({plot_left + plot_width + 14, y}, short_figure(row, "auroc"),
              {.size = 9, .bold = line.total});
  if (!row.at("auroc").is_number()) return;
  const auto x = [&](double value) { return plot.place({value, 0}).x; };
  if (const json& interval = row.at("auroc_interval"); interval.is_array())
    canvas.line({{x(interval[0]), y}, {x(interval[1]), y}}, {.colour = colour, .width = 1.6});
  canvas.dot({x(row.at("auroc")), y}, line.total ? 3.6 : 3, colour);
}

/// Where the scale begins: a round number below every interval.
double scale_floor(const std::vector<RegionLine>& lines) {
  double lowest = 0.5;
  for (const RegionLine& line : lines)
    if (const json& interval = line.row->at("auroc_interval"); interval.is_array())
      lowest = std::min(lowest, interval[0].get<double>());
  return std::floor(lowest * 10 + 1e-9) / 10;
}

}  // namespace

std::optional<Picture> regions_chart(const Results& results) {
  const json& given = results.metrics.at("experts_given_part");
  if (given.at("pooled").is_null()) return {};
  const auto lines = lines_of(given);
  const double floor = scale_floor(lines);
  std::string words;
  for (const RegionLine& line : lines)
    words += fmt::format("{}{} {}", words.empty() ? "" : "; ", line.name,
                         short_figure(*line.row, "auroc"));
  const double height = line_height * static_cast<double>(lines.size());
  return picture("regions", "AUROC by body part, part given", "AUROC with 95 % interval: " + words,
                 500, height + 70, [&](Canvas& canvas) {
                   const double top = 26;
                   const Lettering head{.size = 8, .bold = true};
                   canvas.text({12, 13}, "body part", head);
                   canvas.text({136, 13}, "images", {.size = 8, .bold = true, .across = 1});
                   canvas.text({178, 13}, "positive", {.size = 8, .bold = true, .across = 1});
                   canvas.text({plot_left + plot_width + 14, 13}, "AUROC (95 % interval)", head);
                   const Plot plot(
                       canvas, {{plot_left, top}, plot_width, height},
                       {.label = "AUROC", .low = floor, .tick = floor < 0.3 ? 0.2 : 0.1},
                       {.label = "", .tick = 2});
                   double y = top + line_height / 2;
                   for (const RegionLine& line : lines) {
                     draw_line(canvas, plot, line, y);
                     y += line_height;
                   }
                 });
}

}  // namespace osteon
