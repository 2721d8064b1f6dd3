#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "osteon/appraisal/charts.hpp"
#include "osteon/appraisal/plot.hpp"

namespace osteon {
namespace {

constexpr int bin_count = 25;
using LabelShares = std::array<double, bin_count>;

/// Per bin the share of the cases of one label, so that few positives are seen beside many others.
LabelShares shares_of(std::span<const Case> cases, bool positive) {
  LabelShares shares{};
  double all = 0;
  for (const Case& row : cases) {
    if (row.positive != positive) continue;
    ++shares[static_cast<std::size_t>(
        std::clamp(static_cast<int>(row.probability * bin_count), 0, bin_count - 1))];
    ++all;
  }
  if (all > 0)
    for (double& share : shares) share /= all;
  return shares;
}

double nice_tick(double highest) {
  for (const double tick : {0.02, 0.05, 0.1, 0.2})
    if (highest / tick <= 6) return tick;
  return 0.2;
}

}  // namespace

std::optional<Picture> histogram_chart(const Results& results) {
  if (results.given_part.empty()) return {};
  const LabelShares negatives = shares_of(results.given_part, false);
  const LabelShares positives = shares_of(results.given_part, true);
  const double highest = std::max(std::ranges::max(negatives), std::ranges::max(positives));
  const auto& pooled = results.metrics.at("experts_given_part").at("pooled");
  const int count = pooled.at("n");
  const int positive_count = pooled.at("positives");
  return picture(
      "probabilities", "Probabilities by label, part given",
      fmt::format("Histogram of the probabilities of {} negative and {} positive images, each in "
                  "shares of its label.",
                  count - positive_count, positive_count),
      500, 300, [&](Canvas& canvas) {
        Plot plot(canvas, {{52, 14}, 310, 236}, {.label = "probability said"},
                  {.label = "share of the label's images",
                   .high = highest * 1.08,
                   .tick = nice_tick(highest),
                   .digits = 2});
        for (int bin = 0; bin < bin_count; ++bin) {
          const auto i = static_cast<std::size_t>(bin);
          const double from = static_cast<double>(bin) / bin_count;
          const double middle = from + 0.5 / bin_count;
          plot.bar(from + 0.08 / bin_count, middle, negatives[i], series_colour(0), 0.9);
          plot.bar(middle, from + 0.92 / bin_count, positives[i], series_colour(1), 0.9);
        }
        plot.legend({376, 22}, {{fmt::format("negative ({})", count - positive_count),
                                 {.colour = series_colour(0), .width = 7}},
                                {fmt::format("positive ({})", positive_count),
                                 {.colour = series_colour(1), .width = 7}}});
      });
}

}  // namespace osteon
