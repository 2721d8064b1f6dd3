// The order in which a phantom is drawn: limb, break, exposure, markers.
#include "osteon/phantom/phantom.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "osteon/base/error.hpp"
#include "osteon/phantom/exposure.hpp"
#include "osteon/phantom/fracture.hpp"
#include "osteon/phantom/lettering.hpp"
#include "osteon/phantom/views.hpp"

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

/// What lies on the film: the view with its limb turned, mirrored and drawn to scale.
struct Scene {
  Film film;
  Laterality side;
  std::string position;
  Body body;
  std::size_t breakable;  ///< of the body, the bone that the seed would break
  Station site;
};

Scene lay_out(const Part& part, const PhantomOrder& order) {
  Random pose(seed_for(order, Stream::pose));
  View view = part.expose(pose);

  const bool mirrored = pose.chance(0.5);
  Placement placement = turned(view.turn_degrees, view.centre);
  if (mirrored) placement = stretched(-1, 1).after(placement);
  const Point centre = placement(view.centre);
  const double scale =
      std::min(order.extent.width / view.field_mm.x, order.extent.height / view.field_mm.y) *
      pose.uniform(0.82, 1.04);
  const Point off_centre{pose.uniform(-0.06, 0.06) * view.field_mm.x,
                         pose.uniform(-0.05, 0.05) * view.field_mm.y};

  Scene scene{
      {order.extent, scale, centre + off_centre}, view.side, std::string(view.position), {}, 0, {}};
  if (mirrored) scene.side = view.side == Laterality::left ? Laterality::right : Laterality::left;
  attach(scene.body, std::move(view.body), placement);

  Random where(seed_for(order, Stream::fracture));
  const Site& site =
      view.sites[static_cast<std::size_t>(where.below(static_cast<int>(view.sites.size())))];
  const auto bone = std::ranges::find(scene.body.inside, site.bone, &Solid::name);
  scene.breakable = static_cast<std::size_t>(bone - scene.body.inside.begin());
  scene.site = station_on(bone->tubes[site.tube], where.uniform(site.from, site.to));
  return scene;
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

/// Letters go where they hide least: into the corners that the body covers least.
void mark(std::vector<float>& grey, const Raster& attenuation, const Scene& scene, bool labelled) {
  const auto [width, height] = scene.film.extent;
  const double letter = std::max(height * 0.045, 10.0);
  const Raster side = lettered(scene.side == Laterality::left ? "L" : "R", letter);
  const Raster word = lettered("DRAWN", std::max(height * 0.02, 7.0));

  struct Corner {
    double cover;
    bool right, bottom;
  };
  std::array<Corner, 4> corners{
      Corner{0, false, false}, {0, true, false}, {0, false, true}, {0, true, true}};
  for (Corner& corner : corners)
    for (int y = 0; y < height / 4; ++y)
      for (int x = 0; x < width / 4; ++x)
        corner.cover +=
            attenuation.at(corner.right ? width - 1 - x : x, corner.bottom ? height - 1 - y : y);
  std::ranges::stable_sort(corners, {}, &Corner::cover);

  const auto imprint_in = [&](const Corner& corner, const Raster& letters, float brightness) {
    const int margin_x = width / 10;
    const int margin_y = height / 10;
    imprint(grey, scene.film.extent, letters,
            corner.right ? width - margin_x - letters.width : margin_x,
            corner.bottom ? height - margin_y - letters.height : margin_y, brightness);
  };
  imprint_in(corners[0], side, 0.98F);
  if (labelled) imprint_in(corners[1], word, 0.75F);
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
  const Scene scene = lay_out(part, order);
  const std::vector<Solid>& inside = scene.body.inside;

  // The bone that may break is added last, whether it does or not, so that the sums of all pixels
  // it does not touch are the same to the last bit.
  Raster attenuation(0, 0, order.extent.width, order.extent.height);
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
  mark(grey, sound, scene, order.label);
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
