#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "osteon/appraisal/charts.hpp"
#include "osteon/report/text.hpp"

namespace osteon {
namespace {

using Matrix = std::vector<std::vector<int>>;

Colour shade(double share) {
  const Colour full = series_colour(0);
  return {1 - share * (1 - full.red), 1 - share * (1 - full.green), 1 - share * (1 - full.blue)};
}

void draw_row(Canvas& canvas, Spot corner, double side, const std::vector<int>& row) {
  const double all = std::accumulate(row.begin(), row.end(), 0.0);
  for (const int count : row) {
    const double share = all > 0 ? count / all : 0;
    canvas.rectangle(corner, side - 1.5, side - 1.5, shade(share));
    if (all == 0) canvas.rectangle(corner, side - 1.5, side - 1.5, grid_ink, 0.5);
    const Colour letters = share > 0.55 ? Colour{1, 1, 1} : ink;
    const Spot middle{corner.x + side / 2, corner.y + side / 2};
    canvas.text({middle.x, middle.y - 4}, std::to_string(count),
                {.size = 9, .bold = count > 0, .colour = letters, .across = 0.5});
    if (count > 0)
      canvas.text({middle.x, middle.y + 7}, fmt::format("{:.1f} %", 100 * share),
                  {.size = 6.5, .colour = letters, .across = 0.5});
    corner.x += side;
  }
}

}  // namespace

std::optional<Picture> confusion_chart(const Results& results) {
  const auto& router = results.metrics.at("router");
  if (router.at("n") == 0) return {};
  const auto names = router.at("confusion").at("classes").get<std::vector<std::string>>();
  const auto confusion = router.at("confusion").at("truth_by_answer").get<Matrix>();
  const double side = std::clamp(290.0 / static_cast<double>(names.size()), 24.0, 46.0);
  const double grid = side * static_cast<double>(names.size());
  const double left = 86;
  const double top = 18;
  return picture(
      "router_confusion", "Body part: truth and answer",
      fmt::format("Matrix of true parts by answered parts. Accuracy {}, kappa {}.",
                  short_figure(router, "accuracy"), short_figure(router, "kappa")),
      left + grid + 130, top + grid + 44, [&](Canvas& canvas) {
        for (std::size_t i = 0; i < names.size(); ++i) {
          const double along = (static_cast<double>(i) + 0.5) * side;
          const std::string name = part_phrase(names[i]);
          canvas.text({left - 5, top + along}, name, {.size = 8, .across = 1});
          canvas.text({left + along, top + grid + 4}, name,
                      {.size = std::min(8.0, side / 5), .across = 0.5, .down = 0});
          draw_row(canvas, {left, top + static_cast<double>(i) * side}, side, confusion[i]);
        }
        canvas.text({left + grid / 2, top + grid + 20}, "part answered",
                    {.size = 9, .across = 0.5, .down = 0});
        canvas.text({14, top + grid / 2}, "true part",
                    {.size = 9, .across = 0.5, .down = 0.5, .upright = true});
        const double side_text = left + grid + 12;
        canvas.text({side_text, top + 6}, "accuracy", {.size = 8, .bold = true});
        canvas.text({side_text, top + 18}, short_figure(router, "accuracy"), {.size = 8});
        canvas.text({side_text, top + 36}, "kappa", {.size = 8, .bold = true});
        canvas.text({side_text, top + 48}, short_figure(router, "kappa"), {.size = 8});
        canvas.text({side_text, top + 66}, "% of the row", {.size = 8, .colour = faint_ink});
      });
}

}  // namespace osteon
