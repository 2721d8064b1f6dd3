#include "osteon/explain/boxes.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>

#include "osteon/model/head.hpp"

namespace osteon {
namespace {

/// What the logarithm of a distance may be, as in training.
constexpr float farthest = 4;

Box inside(const Box& box, Extent radiograph) {
  const float left = std::clamp(box.left, 0.0F, static_cast<float>(radiograph.width));
  const float top = std::clamp(box.top, 0.0F, static_cast<float>(radiograph.height));
  return {left, top,
          std::clamp(box.left + box.width, 0.0F, static_cast<float>(radiograph.width)) - left,
          std::clamp(box.top + box.height, 0.0F, static_cast<float>(radiograph.height)) - top};
}

/// Takes the most probable box with all that lie on it out of `open`.
SuspectBox merged(std::vector<SuspectBox>& open) {
  const SuspectBox first = open.front();
  double weight = 0;
  std::array<double, 4> borders{};
  std::erase_if(open, [&](const SuspectBox& other) {
    if (overlap(first.box, other.box) <= same_overlap) return false;
    weight += other.probability;
    const Box& b = other.box;
    const std::array sides{b.left, b.top, b.left + b.width, b.top + b.height};
    for (std::size_t i = 0; i < sides.size(); ++i) borders[i] += other.probability * sides[i];
    return true;
  });
  for (double& border : borders) border /= weight;
  return {
      {static_cast<float>(borders[0]), static_cast<float>(borders[1]),
       static_cast<float>(borders[2] - borders[0]), static_cast<float>(borders[3] - borders[1])},
      first.probability};
}

}  // namespace

double overlap(const Box& a, const Box& b) {
  const double across = std::min(a.left + a.width, b.left + b.width) - std::max(a.left, b.left);
  const double down = std::min(a.top + a.height, b.top + b.height) - std::max(a.top, b.top);
  if (across <= 0 || down <= 0) return 0;
  const double common = across * down;
  return common / (static_cast<double>(a.width) * a.height +
                   static_cast<double>(b.width) * b.height - common);
}

std::vector<SuspectBox> suspect_boxes(const Heatmap& heatmap, std::span<const float> features,
                                      const BoxHead& head, Extent radiograph) {
  const std::size_t channels = features.size() / heatmap.values.size();
  assert(channels * 4 == head.head.weight.size());
  // Pixels of the radiograph in a place.
  const float across = heatmap.area.width / static_cast<float>(heatmap.columns);
  const float down = heatmap.area.height / static_cast<float>(heatmap.rows);

  std::vector<SuspectBox> open;
  for (std::size_t place = 0; place < heatmap.values.size(); ++place) {
    const double probability = 1 / (1 + std::exp(-(heatmap.values[place] + heatmap.to_log_odds)));
    if (probability < least_box_probability) continue;
    std::array<float, 4> reach{};
    for (int border = 0; border < 4; ++border) {
      const auto value =
          values_at_places(head.head, border, features.subspan(place * channels, channels)).front();
      const float distance = std::exp(std::clamp(
          value + head.head.bias[static_cast<std::size_t>(border)], -farthest, farthest));
      reach[static_cast<std::size_t>(border)] = static_cast<float>(head.scale) * distance;
    }
    const auto columns = static_cast<std::size_t>(heatmap.columns);
    const float x = static_cast<float>(place % columns) + 0.5F;
    const float y = static_cast<float>(place / columns) + 0.5F;
    const Box box = inside({.left = heatmap.area.left + (x - reach[0]) * across,
                            .top = heatmap.area.top + (y - reach[1]) * down,
                            .width = (reach[0] + reach[2]) * across,
                            .height = (reach[1] + reach[3]) * down},
                           radiograph);
    if (box.width > 0 && box.height > 0) open.push_back({box, probability});
  }
  std::ranges::stable_sort(open, std::greater{}, &SuspectBox::probability);

  std::vector<SuspectBox> boxes;
  while (!open.empty() && boxes.size() < most_boxes) boxes.push_back(merged(open));
  return boxes;
}

}  // namespace osteon
