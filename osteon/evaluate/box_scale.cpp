#include "osteon/evaluate/box_scale.hpp"

#include <array>
#include <cmath>
#include <vector>

namespace osteon {
namespace {

Box scaled(const Box& box, double scale) {
  const auto by = static_cast<float>(scale);
  return {box.left + box.width * (1 - by) / 2, box.top + box.height * (1 - by) / 2, box.width * by,
          box.height * by};
}

/// Empty where there is no truth.
std::optional<double> precision_at(std::vector<Located> images, double scale) {
  for (Located& image : images)
    for (ScoredBox& said : image.pointed.boxes) said.box = scaled(said.box, scale);
  const std::vector<int> once(images.size(), 1);
  constexpr std::array overlaps{0.3, 0.4, 0.5, 0.6};
  double sum = 0;
  for (const double least : overlaps) {
    const auto precision = BoxPrecision(images, least).of(once);
    if (!precision) return {};
    sum += *precision;
  }
  return sum / overlaps.size();
}

}  // namespace

double best_box_scale(std::span<const Located> images) {
  const std::vector<Located> all(images.begin(), images.end());
  double best = 1;
  double highest = precision_at(all, 1).value_or(0);
  for (int percent = 70; percent <= 120; percent += 5) {
    const double scale = percent / 100.0;
    const auto precision = precision_at(all, scale);
    if (!precision || *precision <= highest) continue;
    highest = *precision;
    best = scale;
  }
  return best;
}

}  // namespace osteon
