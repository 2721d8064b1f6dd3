// The order in which a phantom is drawn: limb, break, exposure, markers.
#include "osteon/phantom/phantom.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "osteon/base/error.hpp"
#include "osteon/phantom/exposure.hpp"
#include "osteon/phantom/fracture.hpp"
#include "osteon/phantom/marks.hpp"
#include "osteon/phantom/scene.hpp"

namespace osteon {
namespace {

using namespace phantom;

constexpr int smallest_side = 64;
constexpr int largest_side = 8192;

/// Each concern draws from its own stream, so that adding a draw to one leaves the others alone.
enum class Stream : std::uint64_t { pose = 1, film, fracture, grain, noise };

std::uint64_t seed_for(const PhantomOrder& order, Stream stream) {
  std::uint64_t mixed = order.seed;
  for (const char c : order.part) mixed = Random(mixed ^ static_cast<unsigned char>(c)).next();
  return Random(mixed ^ static_cast<std::uint64_t>(stream)).next();
}

const Part& part_named(std::string_view name) {
  for (const Part& part : parts())
    if (part.name == name) return part;
  throw Error(ErrorCode::bad_argument, fmt::format("no phantom of '{}'; there are {}", name,
                                                   fmt::join(phantom_parts(), ", ")));
}

void check(const PhantomOrder& order) {
  const auto [width, height] = order.extent;
  if (std::min(width, height) < smallest_side || std::max(width, height) > largest_side)
    throw Error(ErrorCode::bad_argument,
                fmt::format("a phantom of {} x {} pixels: each side must be {} to {}", width,
                            height, smallest_side, largest_side));
  if (order.bits < 8 || order.bits > 16)
    throw Error(ErrorCode::bad_argument,
                fmt::format("a phantom of {} bits: the depth must be 8 to 16", order.bits));
}

/// Of all pixels whose attenuation the break changed by a good part of the largest change.
Phantom::Box box_around(const Raster& sound, const Raster& broken_bone) {
  float largest = 0;
  for (std::size_t i = 0; i < sound.values.size(); ++i)
    largest = std::max(largest, std::abs(sound.values[i] - broken_bone.values[i]));
  const float enough = largest * 0.2F;
  int left = sound.left + sound.width, right = sound.left;
  int top = sound.top + sound.height, bottom = sound.top;
  for (int y = sound.top; y < sound.top + sound.height; ++y)
    for (int x = sound.left; x < sound.left + sound.width; ++x)
      if (std::abs(sound.at(x, y) - broken_bone.at(x, y)) > enough) {
        left = std::min(left, x);
        right = std::max(right, x + 1);
        top = std::min(top, y);
        bottom = std::max(bottom, y + 1);
      }
  return {static_cast<float>(left), static_cast<float>(top), static_cast<float>(right - left),
          static_cast<float>(bottom - top)};
}

void round_to(std::vector<float>& grey, int bits) {
  const auto steps = static_cast<float>((1 << bits) - 1);
  for (float& g : grey) g = std::round(g * steps) / steps;
}

}  // namespace

std::span<const std::string_view> phantom_parts() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> all;
    for (const Part& part : parts()) all.push_back(part.name);
    return all;
  }();
  return names;
}

Phantom draw_phantom(const PhantomOrder& order) {
  check(order);
  const Part& part = part_named(order.part);
  const Scene scene = lay_out(part, order.extent, Random(seed_for(order, Stream::pose)),
                              Random(seed_for(order, Stream::fracture)));
  const std::vector<Solid>& inside = scene.body.inside;

  // The bone that may break is added last, whether it does or not, so that the sums of all pixels
  // it does not touch are the same to the last bit.
  Raster attenuation({0, 0, order.extent.width, order.extent.height});
  const std::uint64_t grain = seed_for(order, Stream::grain);
  add(attenuation, shadow(scene.body.around, scene.film, grain));
  for (std::size_t i = 0; i < inside.size(); ++i)
    if (i != scene.breakable) add(attenuation, shadow(inside[i], scene.film, grain + i));
  for (float& a : attenuation.values) a = std::max(a, 0.0F);
  const Raster bone = shadow(inside[scene.breakable], scene.film, grain + scene.breakable);
  Raster sound = attenuation;
  add(sound, bone);

  Random film(seed_for(order, Stream::film));
  const Development development = develop_for(sound, film);
  const Shutter shutter = shutter_for(order.extent, film);

  std::optional<Phantom::Box> box;
  if (order.fracture) {
    Random how(seed_for(order, Stream::fracture) + 1);
    const Raster broken_bone = broken(bone, break_at(scene.site, scene.film, how));
    add(attenuation, broken_bone);
    box = box_around(bone, broken_bone);
  } else {
    attenuation = sound;
  }

  std::vector<float> grey =
      developed(std::move(attenuation), scene.film, development, seed_for(order, Stream::noise));
  close(grey, order.extent, shutter);
  mark(grey, sound, scene.side, order.label, film);
  round_to(grey, order.bits);

  const double mm = 1 / scene.film.pixels_per_mm;
  Acquisition acquisition;
  acquisition.spacing = PixelSpacing{mm, mm, PixelSpacing::Source::detector};
  acquisition.laterality = scene.side;
  acquisition.body_part = part.dicom_name;
  acquisition.view = scene.position;
  acquisition.bits = order.bits;
  return {Radiograph(order.extent, std::move(grey), std::move(acquisition)), box};
}

}  // namespace osteon
