// Which part of the film, and which way up.
#include <algorithm>
#include <cmath>
#include <utility>

#include "osteon/evaluate/shift/kinds.hpp"
#include "osteon/evaluate/shift/limb.hpp"
#include "osteon/radiograph/part.hpp"

namespace osteon::shift {
namespace {

std::size_t place(Extent extent, int x, int y) {
  return static_cast<std::size_t>(y) * static_cast<std::size_t>(extent.width) +
         static_cast<std::size_t>(x);
}

/// \param from  the pixel of `film` that comes to a pixel of the new one
/// \param move  where a place of `film` comes to
template <typename From, typename Move>
Film rearranged(const Film& film, Extent extent, From from, Move move) {
  const Extent old = film.radiograph.extent();
  const auto grey = film.radiograph.grey();
  std::vector<float> moved(static_cast<std::size_t>(extent.width) *
                           static_cast<std::size_t>(extent.height));
  for (int y = 0; y < extent.height; ++y)
    for (int x = 0; x < extent.width; ++x) {
      const auto [old_x, old_y] = from(x, y);
      moved[place(extent, x, y)] = grey[place(old, old_x, old_y)];
    }
  Film result{{extent, std::move(moved), film.radiograph.acquisition()}, film.outlines};
  for (Outline& outline : result.outlines)
    for (Point& corner : outline.corners) corner = move(corner);
  return result;
}

/// The part of the film in a box, at least a pixel and clipped to the film; outlines with it.
Film cut(const Film& film, const Box& box) {
  const Extent old = film.radiograph.extent();
  const auto edge = [](float at, int limit) {
    return std::clamp(static_cast<int>(std::lround(at)), 0, limit);
  };
  const int left = std::min(edge(box.left, old.width), old.width - 1);
  const int top = std::min(edge(box.top, old.height), old.height - 1);
  const int right = std::max(left + 1, edge(box.left + box.width, old.width));
  const int bottom = std::max(top + 1, edge(box.top + box.height, old.height));
  const Box area{static_cast<float>(left), static_cast<float>(top),
                 static_cast<float>(right - left), static_cast<float>(bottom - top)};
  Film part{part_of(film.radiograph, area), film.outlines};
  for (Outline& outline : part.outlines)
    for (Point& corner : outline.corners) corner = {corner.x - area.left, corner.y - area.top};
  return part;
}

Box grown(const Box& box, float by) {
  return {box.left - by, box.top - by, box.width + 2 * by, box.height + 2 * by};
}

Box both(const Box& a, const Box& b) { return around(std::vector{outline_of(a), outline_of(b)}); }

/// A length of `window` on a side of `side`, about `middle`, that holds `from` to `to`.
std::pair<float, float> laid(float window, float side, float middle, float from, float to) {
  from = std::max(from, 0.0F);
  to = std::min(to, side);
  window = std::min(side, std::max(window, to - from));
  const float start = std::min(std::max(middle - window / 2, to - window), from);
  return {std::clamp(start, 0.0F, side - window), window};
}

}  // namespace

Film cropped(const Film& film, Random&) {
  const Extent extent = film.radiograph.extent();
  Box box = find_limb(film.radiograph).box;
  if (!film.outlines.empty()) box = both(box, around(film.outlines));
  return cut(film, grown(box, 0.015F * static_cast<float>(std::max(extent.width, extent.height))));
}

Film zoomed(const Film& film, double times, Random& random) {
  const auto width = static_cast<float>(film.radiograph.extent().width);
  const auto height = static_cast<float>(film.radiograph.extent().height);
  const Box limb = find_limb(film.radiograph).box;
  const Point bone = find_bone(film.radiograph);
  // Nobody hits the middle; and a fracture must not always lie there.
  const Point middle{bone.x + limb.width * static_cast<float>(random.uniform(-0.08, 0.08)),
                     bone.y + limb.height * static_cast<float>(random.uniform(-0.08, 0.08))};
  const float margin = 0.02F * std::max(width, height);
  const Box kept =
      film.outlines.empty() ? Box{middle.x, middle.y, 0, 0} : grown(around(film.outlines), margin);
  const auto share = static_cast<float>(1 / times);
  const auto [left, across] =
      laid(width * share, width, middle.x, kept.left, kept.left + kept.width);
  const auto [top, down] = laid(height * share, height, middle.y, kept.top, kept.top + kept.height);
  return cut(film, {left, top, across, down});
}

Film turned_90(const Film& film, Random&) {
  const Extent old = film.radiograph.extent();
  return rearranged(
      film, {old.height, old.width}, [=](int x, int y) { return std::pair(y, old.height - 1 - x); },
      [=](Point p) {
        return Point{static_cast<float>(old.height) - p.y, p.x};
      });
}

Film mirrored(const Film& film, Random&) {
  const Extent old = film.radiograph.extent();
  return rearranged(
      film, old, [=](int x, int y) { return std::pair(old.width - 1 - x, y); },
      [=](Point p) {
        return Point{static_cast<float>(old.width) - p.x, p.y};
      });
}

}  // namespace osteon::shift
