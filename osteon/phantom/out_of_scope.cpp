// The table of pictures that no pack may answer.
#include "osteon/phantom/out_of_scope.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "osteon/base/error.hpp"
#include "osteon/base/random.hpp"
#include "osteon/phantom/out_of_scope/kinds.hpp"

namespace osteon {
namespace {

constexpr int smallest_side = 64;
constexpr int largest_side = 4096;

struct Drawing {
  OutOfScopeKind kind;
  double narrowest, widest;  ///< width over height
  std::vector<float> (*draw)(Extent extent, Random& random);
};

constexpr bool train = true;
constexpr bool judge = false;

// Related kinds are on both sides, so that a pack is judged on what is near to what it has seen
// and on what is not.
// clang-format off
constexpr std::array drawings{
    Drawing{{"chest", "chest radiograph from the front", train}, 0.8, 1.2, phantom::chest_frontal},
    Drawing{{"chest_lateral", "chest radiograph from the side", judge}, 0.75, 1.0, phantom::chest_lateral},
    Drawing{{"skull_lateral", "skull radiograph from the side", train}, 0.85, 1.25, phantom::skull_lateral},
    Drawing{{"skull_frontal", "skull radiograph from the front", judge}, 0.75, 1.0, phantom::skull_frontal},
    Drawing{{"abdomen", "abdomen radiograph with lumbar spine and bowel gas", train}, 0.75, 1.0, phantom::abdomen},
    Drawing{{"lumbar_spine_lateral", "lumbar spine radiograph from the side", judge}, 0.5, 0.85, phantom::lumbar_spine_lateral},
    Drawing{{"teeth_panoramic", "panoramic radiograph of the teeth", judge}, 1.7, 2.2, phantom::teeth_panoramic},
    Drawing{{"breast", "mammogram", train}, 0.6, 0.85, phantom::breast},
    Drawing{{"ct_head", "slice of a CT of the head", train}, 0.95, 1.05, phantom::ct_head},
    Drawing{{"ct_abdomen", "slice of a CT of the belly", judge}, 1.0, 1.3, phantom::ct_abdomen},
    Drawing{{"mr_head", "slice of an MR of the head", judge}, 0.85, 1.1, phantom::mr_head},
    Drawing{{"mr_spine", "MR of the spine from the side", train}, 0.5, 1.0, phantom::mr_spine},
    Drawing{{"ultrasound", "ultrasound sector", judge}, 1.1, 1.4, phantom::ultrasound},
    Drawing{{"landscape", "photograph-like: sky, hills, trees", train}, 0.75, 1.6, phantom::landscape},
    Drawing{{"still_life", "photograph-like: objects on a table", train}, 0.75, 1.5, phantom::still_life},
    Drawing{{"leaves", "photograph-like: things that lie on each other", train}, 0.7, 1.5, phantom::leaves},
    Drawing{{"face", "photograph-like: a face", judge}, 0.7, 1.1, phantom::face},
    Drawing{{"street", "photograph-like: houses and a street", judge}, 0.8, 1.6, phantom::street},
    Drawing{{"printed_page", "page of text", train}, 0.65, 1.3, phantom::printed_page},
    Drawing{{"filled_form", "form filled in by hand", judge}, 0.65, 1.3, phantom::filled_form},
    Drawing{{"plot", "plot with curves or bars", train}, 1.0, 1.7, phantom::plot},
    Drawing{{"screenshot", "windows on a screen", judge}, 1.2, 1.8, phantom::screenshot},
    Drawing{{"noise", "noise of pixels", train}, 0.6, 1.6, phantom::noise},
    Drawing{{"gradient", "a shade from one side to the other", train}, 0.6, 1.6, phantom::gradient},
    Drawing{{"clouds", "fractal noise of many slopes", train}, 0.6, 1.6, phantom::clouds},
    Drawing{{"stripes", "stripes, waves and chequers", judge}, 0.6, 1.6, phantom::stripes},
    Drawing{{"cells", "cells around random points", judge}, 0.6, 1.6, phantom::cells},
};
// clang-format on

const Drawing& drawing_named(std::string_view name) {
  for (const Drawing& drawing : drawings)
    if (drawing.kind.name == name) return drawing;
  std::vector<std::string_view> names;
  for (const Drawing& drawing : drawings) names.push_back(drawing.kind.name);
  throw Error(ErrorCode::bad_argument, fmt::format("no out-of-scope picture of kind '{}'; there "
                                                   "are {}",
                                                   name, fmt::join(names, ", ")));
}

Extent shape(const Drawing& drawing, int longest_side, Random& random) {
  const double ratio = random.uniform(drawing.narrowest, drawing.widest);
  const double width = longest_side * std::min(1.0, ratio);
  const double height = longest_side * std::min(1.0, 1 / ratio);
  return {static_cast<int>(std::lround(width)), static_cast<int>(std::lround(height))};
}

}  // namespace

std::span<const OutOfScopeKind> out_of_scope_kinds() {
  static const auto kinds = [] {
    std::vector<OutOfScopeKind> all;
    for (const Drawing& drawing : drawings) all.push_back(drawing.kind);
    return all;
  }();
  return kinds;
}

Radiograph draw_out_of_scope(const OutOfScopeOrder& order) {
  const Drawing& drawing = drawing_named(order.kind);
  if (order.longest_side < smallest_side || order.longest_side > largest_side)
    throw Error(ErrorCode::bad_argument,
                fmt::format("an out-of-scope picture of {} pixels: the longest side must be {} to "
                            "{}",
                            order.longest_side, smallest_side, largest_side));
  std::uint64_t mixed = order.seed;
  for (const char c : order.kind) mixed = Random(mixed ^ static_cast<unsigned char>(c)).next();
  Random random(mixed);
  const Extent extent = shape(drawing, order.longest_side, random);
  std::vector<float> grey = drawing.draw(extent, random);
  for (float& g : grey) g = std::round(g * 255) / 255;
  return {extent, std::move(grey)};
}

}  // namespace osteon
