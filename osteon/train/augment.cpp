#include "osteon/train/augment.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "osteon/model/limb.hpp"
#include "osteon/radiograph/part.hpp"
#include "osteon/radiograph/read.hpp"
#include "osteon/radiograph/write.hpp"
#include "osteon/train/coverings.hpp"

namespace osteon {
namespace {

/// Maps a pixel of the new image to a point of the old one.
struct Affine {
  float xx, xy, x0;
  float yx, yy, y0;
};

/// The grey value between pixels, 0 (air) outside.
float sample(const Radiograph& from, float x, float y) {
  const auto [width, height] = from.extent();
  const float left = std::floor(x);
  const float top = std::floor(y);
  const int column = static_cast<int>(left);
  const int line = static_cast<int>(top);
  if (column < -1 || line < -1 || column >= width || line >= height) return 0.0F;
  const float right_share = x - left;
  const float lower_share = y - top;
  const auto at = [&](int dx, int dy) {
    const int cx = column + dx;
    const int cy = line + dy;
    return cx < 0 || cy < 0 || cx >= width || cy >= height
               ? 0.0F
               : from.grey()[static_cast<std::size_t>(cy) * static_cast<std::size_t>(width) +
                             static_cast<std::size_t>(cx)];
  };
  const float upper = at(0, 0) + (at(1, 0) - at(0, 0)) * right_share;
  const float lower = at(0, 1) + (at(1, 1) - at(0, 1)) * right_share;
  return upper + (lower - upper) * lower_share;
}

std::vector<float> warp(const Radiograph& from, Extent to, const Affine& map) {
  std::vector<float> grey(static_cast<std::size_t>(to.width) * static_cast<std::size_t>(to.height));
  std::size_t i = 0;
  for (int y = 0; y < to.height; ++y)
    for (int x = 0; x < to.width; ++x) {
      const auto fx = static_cast<float>(x);
      const auto fy = static_cast<float>(y);
      grey[i++] =
          sample(from, map.xx * fx + map.xy * fy + map.x0, map.yx * fx + map.yy * fy + map.y0);
    }
  return grey;
}

/// From a pixel of the old image to the new one.
Point moved(const Affine& map, Point old) {
  const float determinant = map.xx * map.yy - map.xy * map.yx;
  const float x = old.x - map.x0;
  const float y = old.y - map.y0;
  return {(map.yy * x - map.xy * y) / determinant, (map.xx * y - map.yx * x) / determinant};
}

/// The outlines in the new image, cut at its border; without those of which less than half is left.
std::vector<Outline> moved(std::span<const Outline> outlines, const Affine& map, Extent extent) {
  std::vector<Outline> kept;
  for (Outline outline : outlines) {
    for (Point& corner : outline.corners) corner = moved(map, corner);
    const Box before = bounds(outline);
    for (Point& corner : outline.corners)
      corner = {std::clamp(corner.x, 0.0F, static_cast<float>(extent.width)),
                std::clamp(corner.y, 0.0F, static_cast<float>(extent.height))};
    const Box after = bounds(outline);
    if (after.width * after.height >= 0.5F * before.width * before.height)
      kept.push_back(std::move(outline));
  }
  return kept;
}

/// The frame of another exposure: which part of the film, at which angle, how stretched.
struct Frame {
  Extent extent;
  Affine map;
};

/// The longer side of an image that a network sees at a few hundred pixels need not be longer.
constexpr double longest_side = 720;

/// \param near  what to look at when it is seen from near; the whole film's middle part otherwise
Frame draw_frame(Extent film, const std::optional<Point>& near, Random& random) {
  const auto [width, height] = film;
  double angle = random.uniform(-20, 20);
  if (random.chance(0.4)) angle += 90.0 * (1 + random.below(3));
  const double turn = angle * std::numbers::pi / 180;
  const double zoom =
      near ? std::exp(random.uniform(std::log(1.2), std::log(3.0))) : random.uniform(0.85, 1.2);
  const double stretch = random.uniform(0.93, 1.07);
  const double mirror = random.chance(0.5) ? -1 : 1;
  const bool lying = std::abs(std::sin(turn)) > std::numbers::sqrt2 / 2;

  // The new frame keeps the old one's shape, turned with it.
  const double across = (lying ? height : width) / zoom;
  const double down = (lying ? width : height) / zoom;
  const double finer = std::min(1.0, longest_side / std::max(across, down));
  const Extent extent{std::max(64, static_cast<int>(across * finer)),
                      std::max(64, static_cast<int>(down * finer))};
  const double step_x = across / extent.width * stretch * mirror;
  const double step_y = down / extent.height / stretch;

  // Where the middle of the new frame lies.
  const double room = near ? 0.25 / zoom : 0.04;
  const double middle_x = (near ? near->x : 0.5 * width) + width * random.uniform(-room, room);
  const double middle_y = (near ? near->y : 0.5 * height) + height * random.uniform(-room, room);
  const double c = std::cos(turn);
  const double s = std::sin(turn);
  return {extent,
          {static_cast<float>(c * step_x), static_cast<float>(-s * step_y),
           static_cast<float>(middle_x - c * step_x * extent.width / 2 +
                              s * step_y * extent.height / 2 - 0.5),
           static_cast<float>(s * step_x), static_cast<float>(c * step_y),
           static_cast<float>(middle_y - s * step_x * extent.width / 2 -
                              c * step_y * extent.height / 2 - 0.5)}};
}

/// A place worth looking at from near: on a finding where there is one, else on the limb, so that
/// nearness says nothing about the label.
/// \param rim  share of the limb's box at each side where no place is looked for
Point place_of_interest(const Radiograph& radiograph, std::span<const Outline> outlines, double rim,
                        Random& random) {
  if (!outlines.empty()) {
    const Box box =
        bounds(outlines[static_cast<std::size_t>(random.below(static_cast<int>(outlines.size())))]);
    return {box.left + box.width / 2, box.top + box.height / 2};
  }
  // The brightest of a few places: a place in the air would carry a part that nobody can see.
  const Box limb = exposed_limb(radiograph);
  Point best{};
  float brightest = -1;
  for (int tried = 0; tried < 4; ++tried) {
    const Point place{limb.left + limb.width * static_cast<float>(random.uniform(rim, 1 - rim)),
                      limb.top + limb.height * static_cast<float>(random.uniform(rim, 1 - rim))};
    const float grey = radiograph.row(static_cast<int>(place.y))[static_cast<std::size_t>(place.x)];
    if (grey <= brightest) continue;
    brightest = grey;
    best = place;
  }
  return best;
}

/// Another exposure, another look-up table of the reader's plate.
void reexpose(std::vector<float>& grey, Random& random) {
  const auto gamma = static_cast<float>(std::exp(random.uniform(-0.6, 0.6)));
  const auto contrast = static_cast<float>(std::exp(random.uniform(std::log(0.65), std::log(2.0))));
  const auto brightness = static_cast<float>(random.uniform(-0.12, 0.12));
  const bool inverted = random.chance(0.15);
  // Looked up, since a power per pixel would take longer than everything else here.
  std::array<float, 1025> curve{};
  for (std::size_t i = 0; i < curve.size(); ++i) {
    const float value =
        (std::pow(static_cast<float>(i) / 1024, gamma) - 0.5F) * contrast + 0.5F + brightness;
    curve[i] = inverted ? 1 - value : value;
  }
  for (float& value : grey) {
    const float place = std::clamp(value, 0.0F, 1.0F) * 1024;
    const auto below = std::min<std::size_t>(static_cast<std::size_t>(place), 1023);
    value = curve[below] + (curve[below + 1] - curve[below]) * (place - static_cast<float>(below));
  }
}

/// A running mean of three, along rows and columns.
void soften(std::vector<float>& grey, Extent extent) {
  const auto width = static_cast<std::size_t>(extent.width);
  const auto pass = [&](std::size_t step, auto inside) {
    std::vector<float> out = grey;
    for (std::size_t i = step; i + step < grey.size(); ++i)
      if (inside(i)) out[i] = (grey[i - step] + grey[i] + grey[i + step]) / 3;
    grey = std::move(out);
  };
  pass(1, [&](std::size_t i) { return i % width != 0 && i % width != width - 1; });
  pass(width, [](std::size_t) { return true; });
}

/// Another detector's noise: grains of a pixel or larger, everywhere alike or more where it is
/// bright, since fewer quanta came through.
void grain(std::vector<float>& grey, Extent extent, Random& random) {
  const auto amount = static_cast<float>(std::exp(random.uniform(std::log(0.01), std::log(0.12))));
  const bool by_quanta = random.chance(0.5);
  const bool large = random.chance(0.5);
  std::vector<float> grains(grey.size());
  // The sum of two uniform numbers is normal enough.
  for (float& value : grains)
    value = static_cast<float>((random.uniform() + random.uniform() - 1) * 2.45);
  if (large) soften(grains, extent);
  const float height = amount * (large ? 3 : 1);  // softened, grains are a third as high
  for (std::size_t i = 0; i < grey.size(); ++i)
    grey[i] += height * grains[i] *
               (by_quanta ? 1.6F * std::sqrt(0.1F + std::clamp(grey[i], 0.0F, 1.0F)) : 1.0F);
}

Radiograph finished(Extent extent, std::vector<float> grey) {
  for (float& value : grey) value = std::clamp(value, 0.0F, 1.0F);
  return {extent, std::move(grey)};
}

/// As it comes out of a JPEG file that was made too small.
Radiograph squeezed(const Radiograph& radiograph, Random& random) {
  const std::string bytes = jpeg_bytes(radiograph, 20 + random.below(50));
  return read_radiograph(std::as_bytes(std::span(bytes)));
}

/// The tiles of a radiograph, each in another's place and turned by a half.
std::vector<float> shuffled(const Radiograph& radiograph, Random& random) {
  const auto [width, height] = radiograph.extent();
  const int tiles = std::min({3 + random.below(4), width, height});
  std::vector<int> order(static_cast<std::size_t>(tiles * tiles));
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int>(i);
  for (std::size_t i = order.size() - 1; i > 0; --i)
    std::swap(order[i], order[static_cast<std::size_t>(random.below(static_cast<int>(i) + 1))]);
  std::vector<float> grey(radiograph.grey().size());
  const int tile_width = std::max(1, width / tiles);
  const int tile_height = std::max(1, height / tiles);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const int column = std::min(x / tile_width, tiles - 1);
      const int line = std::min(y / tile_height, tiles - 1);
      const int from = order[static_cast<std::size_t>(line * tiles + column)];
      const int inside_x = tile_width - 1 - std::min(x - column * tile_width, tile_width - 1);
      const int inside_y = tile_height - 1 - std::min(y - line * tile_height, tile_height - 1);
      grey[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
           static_cast<std::size_t>(x)] =
          radiograph.row(from / tiles * tile_height +
                         inside_y)[static_cast<std::size_t>(from % tiles * tile_width + inside_x)];
    }
  return grey;
}

/// A few waves, blobs or boxes over a ramp: what a scanned page, a photograph or noise may look
/// like.
std::vector<float> pattern(Extent extent, Random& random) {
  std::vector<float> grey(static_cast<std::size_t>(extent.width) *
                          static_cast<std::size_t>(extent.height));
  const auto base = static_cast<float>(random.uniform());
  const auto ramp = static_cast<float>(random.uniform(-0.5, 0.5));
  std::ranges::fill(grey, base);
  struct Wave {
    float across, down, phase, height;
  };
  std::vector<Wave> waves;
  for (int i = random.below(8); i >= 0; --i) {
    const double pitch = std::exp(random.uniform(std::log(0.005), std::log(0.4)));
    const double way = random.uniform(0, 2 * std::numbers::pi);
    waves.push_back(
        {static_cast<float>(pitch * std::cos(way)), static_cast<float>(pitch * std::sin(way)),
         static_cast<float>(random.uniform(0, 6.3)), static_cast<float>(random.uniform(0, 0.25))});
  }
  std::size_t i = 0;
  for (int y = 0; y < extent.height; ++y)
    for (int x = 0; x < extent.width; ++x, ++i) {
      grey[i] += ramp * static_cast<float>(y) / static_cast<float>(extent.height);
      for (const Wave& wave : waves)
        grey[i] += wave.height * std::sin(wave.across * static_cast<float>(x) +
                                          wave.down * static_cast<float>(y) + wave.phase);
    }
  for (int box = random.below(30); box > 0; --box)
    fill(grey, extent, random.below(extent.width), random.below(extent.height),
         static_cast<int>(extent.width * random.uniform(0.01, 0.3)),
         static_cast<int>(extent.height * random.uniform(0.01, 0.2)),
         static_cast<float>(random.uniform()));
  const double grain = random.chance(0.5) ? random.uniform(0, 0.3) : 0;
  for (float& value : grey) value += static_cast<float>(grain * random.normal());
  return grey;
}

}  // namespace

Augmented augment(const Radiograph& radiograph, std::span<const Outline> outlines, Random& random) {
  const bool near = random.chance(0.5);
  Frame frame;
  std::vector<Outline> kept;
  // A frame that lost every finding would carry a wrong label.
  for (int tried = 0;
       tried < 10 && (tried == 0 || kept.size() < std::min<std::size_t>(1, outlines.size()));
       ++tried) {
    frame = draw_frame(radiograph.extent(),
                       near && tried < 5
                           ? std::optional(place_of_interest(radiograph, outlines, 0.1, random))
                           : std::nullopt,
                       random);
    kept = moved(outlines, frame.map, frame.extent);
  }
  std::vector<float> grey = warp(radiograph, frame.extent, frame.map);
  if (random.chance(0.35))
    for (int times = 1 + random.below(12); times > 0; --times) soften(grey, frame.extent);
  reexpose(grey, random);
  if (random.chance(0.5)) grain(grey, frame.extent, random);
  lay_coverings(grey, frame.extent, kept, random);
  Radiograph changed = finished(frame.extent, std::move(grey));
  if (random.chance(0.15)) changed = squeezed(changed, random);
  return {std::move(changed), std::move(kept)};
}

Augmented seen_from_near(const Radiograph& radiograph, std::span<const Outline> outlines,
                         Random& random) {
  const auto [width, height] = radiograph.extent();
  const double zoom = std::exp(random.uniform(std::log(1.5), std::log(3.0)));
  const Extent extent{std::max(1, static_cast<int>(width / zoom)),
                      std::max(1, static_cast<int>(height / zoom))};
  const auto middle = place_of_interest(
      radiograph, random.chance(0.5) ? outlines : std::span<const Outline>(), 0.3, random);
  const auto first = [](float centre, int length, int whole) {
    const int wanted = static_cast<int>(centre) - length / 2;
    return static_cast<float>(std::clamp(wanted, 0, whole - length));
  };
  const Box window{first(middle.x, extent.width, width), first(middle.y, extent.height, height),
                   static_cast<float>(extent.width), static_cast<float>(extent.height)};
  return {part_of(radiograph, window),
          moved(outlines, {1, 0, window.left, 0, 1, window.top}, extent)};
}

Radiograph distractor(const Radiograph& radiograph, Random& random) {
  if (random.chance(0.4)) {
    std::vector<float> grey = shuffled(radiograph, random);
    reexpose(grey, random);
    return finished(radiograph.extent(), std::move(grey));
  }
  const Extent extent{160 + random.below(300), 160 + random.below(300)};
  std::vector<float> grey = pattern(extent, random);
  if (random.chance(0.5)) soften(grey, extent);
  return finished(extent, std::move(grey));
}

}  // namespace osteon
