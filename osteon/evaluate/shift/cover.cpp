// What lies around and on the film: frames, shutters, markers.
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

#include "osteon/evaluate/shift/kinds.hpp"
#include "osteon/evaluate/shift/limb.hpp"
#include "osteon/phantom/exposure.hpp"
#include "osteon/phantom/lettering.hpp"
#include "osteon/phantom/turned_shutter.hpp"

namespace osteon::shift {
namespace {

std::vector<float> grey_of(const Film& film) {
  return {film.radiograph.grey().begin(), film.radiograph.grey().end()};
}

Film with_grey(const Film& film, std::vector<float> grey) {
  return {{film.radiograph.extent(), std::move(grey), film.radiograph.acquisition()},
          film.outlines};
}

/// Covers what `depth` says lies outside (below 0, in pixels), with an edge as soft as a shutter's.
template <typename Depth>
Film covered(const Film& film, float shade, Depth depth) {
  constexpr double soft_edge = 2;
  const Extent extent = film.radiograph.extent();
  std::vector<float> grey = grey_of(film);
  std::size_t i = 0;
  for (int y = 0; y < extent.height; ++y)
    for (int x = 0; x < extent.width; ++x, ++i) {
      const double open = std::clamp(depth(x + 0.5, y + 0.5) / soft_edge + 0.5, 0.0, 1.0);
      grey[i] += (shade - grey[i]) * static_cast<float>(1 - open);
    }
  return with_grey(film, std::move(grey));
}

/// Corners that must stay in the open.
std::vector<Point> kept_corners(const Film& film) {
  std::vector<Point> corners;
  for (const Outline& outline : film.outlines)
    corners.insert(corners.end(), outline.corners.begin(), outline.corners.end());
  return corners;
}

float shutter_shade(Random& random) {
  return static_cast<float>(random.chance(0.75) ? random.uniform(0, 0.02) : random.uniform(0.9, 1));
}

bool overlaps(const Box& a, const Box& b) {
  return a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height &&
         b.top < a.top + a.height;
}

/// Letters and plates of lead, laid on a film where no outline is.
class Desk {
 public:
  Desk(const Film& film, Random& random)
      : extent_(film.radiograph.extent()), random_(random), grey_(grey_of(film)) {
    for (const Outline& outline : film.outlines) taken_.push_back(bounds(outline));
  }

  /// A word somewhere along the edge, with a plate under it or not.
  void lay(const std::string& text, double height, float brightness, bool on_plate) {
    const phantom::Raster letters = phantom::lettered(text, height);
    if (letters.width > extent_.width || letters.height > extent_.height) return;
    // A few tries; a film may have no room.
    for (int attempt = 0; attempt < 12; ++attempt) {
      const bool along_side = random_.chance(0.5);
      const double near = random_.chance(0.5) ? random_.uniform(0, 0.08) : random_.uniform(0.92, 1);
      const double along = random_.uniform(0.02, 0.98);
      const int x = static_cast<int>((along_side ? near : along) * (extent_.width - letters.width));
      const int y =
          static_cast<int>((along_side ? along : near) * (extent_.height - letters.height));
      const Box box{static_cast<float>(x), static_cast<float>(y), static_cast<float>(letters.width),
                    static_cast<float>(letters.height)};
      if (std::ranges::any_of(taken_, [&](const Box& other) { return overlaps(box, other); }))
        continue;
      taken_.push_back(box);
      if (on_plate) fill(box, 0.95F);
      phantom::imprint(grey_, extent_, letters, x, y, on_plate ? 0.05F : brightness);
      return;
    }
  }

  std::vector<float> finished() { return std::move(grey_); }

 private:
  void fill(const Box& box, float shade) {
    for (int y = static_cast<int>(box.top); y < static_cast<int>(box.top + box.height); ++y)
      for (int x = static_cast<int>(box.left); x < static_cast<int>(box.left + box.width); ++x)
        grey_[static_cast<std::size_t>(y) * static_cast<std::size_t>(extent_.width) +
              static_cast<std::size_t>(x)] = shade;
  }

  Extent extent_;
  Random& random_;
  std::vector<float> grey_;
  std::vector<Box> taken_;
};

}  // namespace

Film bordered(const Film& film, float shade, Random& random) {
  const Extent old = film.radiograph.extent();
  const auto strip = [&](int side) { return static_cast<int>(side * random.uniform(0.08, 0.25)); };
  const int left = strip(old.width);
  const int right = strip(old.width);
  const int top = strip(old.height);
  const int bottom = strip(old.height);
  const Extent extent{old.width + left + right, old.height + top + bottom};
  std::vector<float> grey(
      static_cast<std::size_t>(extent.width) * static_cast<std::size_t>(extent.height), shade);
  for (int y = 0; y < old.height; ++y)
    std::ranges::copy(film.radiograph.row(y),
                      grey.begin() + static_cast<std::ptrdiff_t>(y + top) * extent.width + left);
  Film framed{{extent, std::move(grey), film.radiograph.acquisition()}, film.outlines};
  for (Outline& outline : framed.outlines)
    for (Point& corner : outline.corners)
      corner = {corner.x + static_cast<float>(left), corner.y + static_cast<float>(top)};
  return framed;
}

Film round_shutter(const Film& film, Random& random) {
  const Extent extent = film.radiograph.extent();
  const Limb limb = find_limb(film.radiograph);
  const double x = (limb.middle.x + extent.width / 2.0) / 2;
  const double y = (limb.middle.y + extent.height / 2.0) / 2;
  double radius = std::max(extent.width, extent.height) * random.uniform(0.36, 0.46);
  for (const Point corner : kept_corners(film))
    radius = std::max(radius, std::hypot(corner.x - x, corner.y - y) + 4);
  return covered(film, shutter_shade(random),
                 [=](double at_x, double at_y) { return radius - std::hypot(at_x - x, at_y - y); });
}

Film angled_shutter(const Film& film, Random& random) {
  const Extent extent = film.radiograph.extent();
  const double turn = random.uniform(-14, 14) * std::numbers::pi / 180;
  phantom::TurnedShutter shutter(
      extent, turn,
      {extent.width * random.uniform(0.34, 0.48), extent.width * random.uniform(0.34, 0.48),
       extent.height * random.uniform(0.36, 0.48), extent.height * random.uniform(0.36, 0.48)});
  for (const Outline& outline : film.outlines) shutter.open_for(outline, 4);
  return covered(film, shutter_shade(random),
                 [&](double x, double y) { return shutter.depth(x, y); });
}

Film with_markers(const Film& film, Random& random) {
  const Extent extent = film.radiograph.extent();
  const double unit = std::min(extent.width, extent.height);
  Desk desk(film, random);
  const auto height = [&](double least, double most) { return unit * random.uniform(least, most); };
  const std::string side = random.chance(0.5) ? "L" : "R";
  const double large = height(0.07, 0.12);
  desk.lay(side, large, 1, random.chance(0.4));
  if (random.chance(0.5)) desk.lay(side + " AP", height(0.04, 0.06), 0.95F, false);
  const std::string number = std::to_string(10000 + random.below(89999));
  const double small = height(0.03, 0.05);
  desk.lay(number, small, 0.9F, random.chance(0.5));
  constexpr std::array words{"PORTABLE", "STANDING", "SUPINE", "WEIGHT BEARING", "LAT", "OBLIQUE"};
  const std::string word =
      words[static_cast<std::size_t>(random.below(static_cast<int>(words.size())))];
  desk.lay(word, height(0.028, 0.045), 0.85F, false);
  const int hour = 10 + random.below(13);
  const int minute = 10 + random.below(49);
  const std::string time = std::to_string(hour) + ":" + std::to_string(minute);
  desk.lay(time, height(0.025, 0.04), 0.8F, false);
  return with_grey(film, desk.finished());
}

}  // namespace osteon::shift
