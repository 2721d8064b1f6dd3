#include "osteon/appraisal/series.hpp"

namespace osteon {
namespace {

/// Where the pack's thresholds stand on the pooled curve, or beside it: thresholds differ by part.
void mark_thresholds(Plot& plot, const nlohmann::ordered_json& row) {
  for (const char* threshold : {"sensitive", "specific"}) {
    const auto& at = row.at(threshold);
    if (!at.at("sensitivity").is_number() || !at.at("specificity").is_number()) continue;
    plot.ring({1 - at.at("specificity").get<double>(), at.at("sensitivity").get<double>()}, 3.2,
              {.colour = ink, .width = 1.4});
  }
}

}  // namespace

std::optional<Picture> roc_chart(const Results& results) {
  const auto series = series_of(results, roc_curve);
  if (series.empty()) return {};
  return picture(
      "roc", "ROC curves",
      "Sensitivity over 1 minus specificity. AUROC with 95 % interval: " +
          in_words(series, "auroc"),
      500, 320, [&](Canvas& canvas) {
        Plot plot(canvas, {{48, 14}, 262, 262}, {.label = "1 − specificity"},
                  {.label = "sensitivity"});
        plot.line({{0, 0}, {1, 1}}, {.colour = faint_ink, .width = 0.7, .dashed = true});
        for (auto one = series.rbegin(); one != series.rend(); ++one)
          plot.line(one->points, one->stroke);
        mark_thresholds(plot, results.metrics.at("in_sequence").at("pooled"));
        canvas.text({324, 22}, "AUROC (95 % interval)", {.size = 8, .bold = true});
        plot.legend({324, 38}, legend_of(series, "auroc"));
        canvas.text({324, 266}, "○ the pack's two thresholds,", {.size = 8, .colour = faint_ink});
        canvas.text({324, 277}, "both stages in sequence", {.size = 8, .colour = faint_ink});
      });
}

}  // namespace osteon
