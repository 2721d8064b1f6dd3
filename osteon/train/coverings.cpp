#include "osteon/train/coverings.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <string>

#include "osteon/phantom/exposure.hpp"
#include "osteon/phantom/lettering.hpp"
#include "osteon/phantom/turned_shutter.hpp"

namespace osteon {
namespace {

/// Black as where no ray came, or white as on a film that was inverted after it.
float shutter_shade(Random& random) {
  return static_cast<float>(random.chance(0.8) ? 0.0 : random.uniform(0.8, 1.0));
}

/// A collimator's shadow along some edges.
void collimate(std::vector<float>& grey, Extent extent, Random& random) {
  const float shade = shutter_shade(random);
  const auto depth = [&](int side) { return static_cast<int>(side * random.uniform(0, 0.12)); };
  const int left = depth(extent.width);
  const int right = depth(extent.width);
  const int top = depth(extent.height);
  const int bottom = depth(extent.height);
  fill(grey, extent, 0, 0, left, extent.height, shade);
  fill(grey, extent, extent.width - right, 0, right, extent.height, shade);
  fill(grey, extent, 0, 0, extent.width, top, shade);
  fill(grey, extent, 0, extent.height - bottom, extent.width, bottom, shade);
}

/// Covers every pixel for which `is_outside(x, y)`.
template <typename IsOutside>
void shut(std::vector<float>& grey, Extent extent, float shade, IsOutside is_outside) {
  std::size_t i = 0;
  for (int y = 0; y < extent.height; ++y)
    for (int x = 0; x < extent.width; ++x, ++i)
      if (is_outside(x + 0.5, y + 0.5)) grey[i] = shade;
}

void shut_round(std::vector<float>& grey, Extent extent, std::span<const Outline> findings,
                Random& random) {
  const double x = extent.width * random.uniform(0.42, 0.58);
  const double y = extent.height * random.uniform(0.42, 0.58);
  double radius = std::max(extent.width, extent.height) * random.uniform(0.34, 0.6);
  for (const Outline& finding : findings)
    for (const Point corner : finding.corners)
      radius = std::max(radius, std::hypot(corner.x - x, corner.y - y));
  shut(grey, extent, shutter_shade(random),
       [=](double at_x, double at_y) { return std::hypot(at_x - x, at_y - y) > radius; });
}

void shut_turned(std::vector<float>& grey, Extent extent, std::span<const Outline> findings,
                 Random& random) {
  const double turn = random.uniform(-20, 20) * std::numbers::pi / 180;
  const auto across = [&] { return extent.width * random.uniform(0.34, 0.5); };
  const auto down = [&] { return extent.height * random.uniform(0.34, 0.5); };
  phantom::TurnedShutter shutter(extent, turn, {across(), across(), down(), down()});
  for (const Outline& finding : findings) shutter.open_for(finding, 0);
  shut(grey, extent, shutter_shade(random),
       [&](double x, double y) { return shutter.depth(x, y) < 0; });
}

/// Patches such as labels and their blackened places, near the border more than inside.
void cover(std::vector<float>& grey, Extent extent, Random& random) {
  for (int patch = random.below(3); patch >= 0; --patch) {
    const int width = static_cast<int>(extent.width * random.uniform(0.04, 0.16));
    const int height = static_cast<int>(extent.height * random.uniform(0.03, 0.12));
    const bool at_side = random.chance(0.5);
    const double along = random.uniform();
    const double across = random.chance(0.5) ? random.uniform(0, 0.15) : random.uniform(0.85, 1);
    const int x = static_cast<int>((at_side ? across : along) * extent.width) - width / 2;
    const int y = static_cast<int>((at_side ? along : across) * extent.height) - height / 2;
    fill(grey, extent, x, y, width, height,
         static_cast<float>(random.chance(0.7) ? 0 : random.uniform()));
  }
}

/// A side letter, or a word, a number or a time of a few signs.
std::string marking(Random& random) {
  if (random.chance(0.4)) return random.chance(0.5) ? "L" : "R";
  constexpr std::string_view signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789.-:/";
  std::string text;
  for (int length = 2 + random.below(12); length > 0; --length)
    text += signs[static_cast<std::size_t>(random.below(static_cast<int>(signs.size())))];
  return text;
}

/// Letters along an edge, where they hide no finding.
void mark(std::vector<float>& grey, Extent extent, std::span<const Outline> findings,
          Random& random) {
  const double unit = std::min(extent.width, extent.height);
  for (int word = random.below(6); word >= 0; --word) {
    const std::string text = marking(random);
    const double height =
        unit * (text.size() == 1 ? random.uniform(0.05, 0.14) : random.uniform(0.02, 0.07));
    const phantom::Raster letters = phantom::lettered(text, height);
    const int room_x = extent.width - letters.width;
    const int room_y = extent.height - letters.height;
    if (room_x < 0 || room_y < 0) continue;
    const bool along_side = random.chance(0.5);
    const double near = random.chance(0.5) ? random.uniform(0, 0.15) : random.uniform(0.85, 1);
    const double along = random.uniform();
    const int x = static_cast<int>((along_side ? near : along) * room_x);
    const int y = static_cast<int>((along_side ? along : near) * room_y);
    const auto hides = [&](const Outline& finding) {
      const Box box = bounds(finding);
      return static_cast<float>(x) < box.left + box.width &&
             box.left < static_cast<float>(x + letters.width) &&
             static_cast<float>(y) < box.top + box.height &&
             box.top < static_cast<float>(y + letters.height);
    };
    if (std::ranges::any_of(findings, hides)) continue;
    auto brightness = static_cast<float>(random.uniform(0.7, 1));
    if (random.chance(0.3)) {  // on a plate
      fill(grey, extent, x, y, letters.width, letters.height, brightness);
      brightness = static_cast<float>(random.uniform(0, 0.2));
    }
    phantom::imprint(grey, extent, letters, x, y, brightness);
  }
}

}  // namespace

void fill(std::vector<float>& grey, Extent extent, int left, int top, int width, int height,
          float value) {
  for (int y = std::max(0, top); y < std::min(extent.height, top + height); ++y)
    for (int x = std::max(0, left); x < std::min(extent.width, left + width); ++x)
      grey[static_cast<std::size_t>(y) * static_cast<std::size_t>(extent.width) +
           static_cast<std::size_t>(x)] = value;
}

void lay_coverings(std::vector<float>& grey, Extent extent, std::span<const Outline> findings,
                   Random& random) {
  if (random.chance(0.3)) collimate(grey, extent, random);
  if (random.chance(0.2)) shut_round(grey, extent, findings, random);
  if (random.chance(0.1)) shut_turned(grey, extent, findings, random);
  if (random.chance(0.35)) cover(grey, extent, random);
  if (random.chance(0.35)) mark(grey, extent, findings, random);
}

}  // namespace osteon
