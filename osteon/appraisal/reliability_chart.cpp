#include <algorithm>

#include <fmt/format.h>

#include "osteon/appraisal/charts.hpp"
#include "osteon/appraisal/plot.hpp"
#include "osteon/evaluate/interval.hpp"
#include "osteon/evaluate/reliability.hpp"

namespace osteon {
namespace {

void draw_counts(Canvas& canvas, const std::vector<ReliabilityBin>& bins) {
  const int most = std::ranges::max(bins, {}, &ReliabilityBin::count).count;
  Plot plot(
      canvas, {{48, 300}, 262, 52}, {.label = "probability said"},
      {.label = "cases", .high = most * 1.15, .tick = static_cast<double>(most), .digits = 0});
  for (const ReliabilityBin& bin : bins)
    if (bin.count > 0) plot.bar(bin.low, bin.high, bin.count, series_colour(0), 0.55);
}

}  // namespace

std::optional<Picture> reliability_chart(const Results& results) {
  if (results.given_part.empty()) return {};
  const auto bins = reliability(results.given_part);
  const auto& pooled = results.metrics.at("experts_given_part").at("pooled");
  const std::string brier = short_figure(pooled, "brier");
  const std::string ece = short_figure(pooled, "ece");
  return picture(
      "reliability", "Reliability, part given",
      fmt::format("Share of positives over the mean probability said, in 15 bins. Brier score {}, "
                  "expected calibration error {}.",
                  brier, ece),
      500, 392, [&](Canvas& canvas) {
        Plot plot(canvas, {{48, 14}, 262, 244}, {.label = ""}, {.label = "share that is positive"});
        plot.line({{0, 0}, {1, 1}}, {.colour = faint_ink, .width = 0.7, .dashed = true});
        std::vector<CurvePoint> path;
        for (const ReliabilityBin& bin : bins) {
          if (bin.count == 0) continue;
          const auto [low, high] = share_interval(bin.positives, bin.count);
          plot.whisker(bin.mean_probability, low, high, series_colour(0));
          path.push_back({bin.mean_probability, static_cast<double>(bin.positives) / bin.count});
        }
        plot.line(path, {.colour = series_colour(0), .width = 1.4});
        for (const CurvePoint& point : path) plot.dot(point, 2.6, series_colour(0));
        draw_counts(canvas, bins);
        const Lettering plain{.size = 8};
        canvas.text({324, 22}, "Brier score", {.size = 8, .bold = true});
        canvas.text({324, 35}, brier, plain);
        canvas.text({324, 54}, "expected calibration error", {.size = 8, .bold = true});
        canvas.text({324, 67}, ece, plain);
        canvas.text({324, 236}, "whiskers: 95 % of the share", {.size = 8, .colour = faint_ink});
        canvas.text({324, 247}, "(Wilson); below: how many", {.size = 8, .colour = faint_ink});
      });
}

}  // namespace osteon
