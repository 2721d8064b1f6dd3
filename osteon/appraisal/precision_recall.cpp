#include "osteon/appraisal/series.hpp"

namespace osteon {

std::optional<Picture> precision_recall_chart(const Results& results) {
  const auto series = series_of(results, precision_recall_curve);
  if (series.empty()) return {};
  return picture(
      "precision_recall", "Precision and recall",
      "Positive predictive value over sensitivity. Average precision with 95 % interval: " +
          in_words(series, "auprc"),
      500, 320, [&](Canvas& canvas) {
        Plot plot(canvas, {{48, 14}, 262, 262}, {.label = "recall (sensitivity)"},
                  {.label = "precision (positive predictive value)"});
        const auto& pooled = results.metrics.at("in_sequence").at("pooled");
        const double share = pooled.at("positives").get<double>() / pooled.at("n").get<double>();
        plot.line({{0, share}, {1, share}}, {.colour = faint_ink, .width = 0.7, .dashed = true});
        for (auto one = series.rbegin(); one != series.rend(); ++one)
          plot.steps(one->points, one->stroke);
        canvas.text({324, 22}, "AUPRC (95 % interval)", {.size = 8, .bold = true});
        plot.legend({324, 38}, legend_of(series, "auprc"));
        canvas.text({324, 266}, "- - share of positives: what", {.size = 8, .colour = faint_ink});
        canvas.text({324, 277}, "guessing has", {.size = 8, .colour = faint_ink});
      });
}

}  // namespace osteon
