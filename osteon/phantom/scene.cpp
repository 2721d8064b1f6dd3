// Laying a limb on the film.
#include "osteon/phantom/scene.hpp"

#include <algorithm>
#include <utility>

namespace osteon::phantom {
namespace {

/// No two people are alike: stout or slight, with strong or brittle bones.
void vary(Body& body, Random& pose) {
  const double stout = pose.uniform(0.88, 1.15);
  const double broad = pose.uniform(0.94, 1.05);
  const double dense = pose.uniform(0.8, 1.15);
  for (Tube& tube : body.around.tubes)
    for (Node& node : tube.path) node.radius *= stout;
  for (Plate& plate : body.around.plates) plate.half_thickness *= stout;
  for (Solid& solid : body.inside) {
    solid.material.shell *= dense;
    for (Tube& tube : solid.tubes)
      for (Node& node : tube.path) node.radius *= broad;
  }
}

Laterality other(Laterality side) {
  return side == Laterality::left ? Laterality::right : Laterality::left;
}

/// The film that shows the view's field and a little more or less, not quite in the middle.
Film film_over(const View& view, const Placement& placement, Extent extent, Random& pose) {
  const double fit = std::min(extent.width / view.field_mm.x, extent.height / view.field_mm.y);
  const double scale = fit * pose.uniform(0.82, 1.04);
  const Point off_centre{pose.uniform(-0.06, 0.06) * view.field_mm.x,
                         pose.uniform(-0.05, 0.05) * view.field_mm.y};
  return {extent, scale, placement(view.centre) + off_centre};
}

/// Slides the film so that `site` lies well inside it: a fracture that the film misses, or that a
/// shutter hides, would be a label without a picture.
void keep_in_view(Film& film, Point site) {
  constexpr double margin = 0.15;
  const auto slide = [](double at, double side) {
    return at - std::clamp(at, margin * side, (1 - margin) * side);
  };
  const Point at = film.to_pixels(site);
  const Point by{slide(at.x, film.extent.width), slide(at.y, film.extent.height)};
  film.centre = film.centre + by * (1 / film.pixels_per_mm);
}

}  // namespace

Scene lay_out(const Part& part, Extent extent, Random pose, Random where) {
  View view = part.expose(pose);
  const bool mirrored = pose.chance(0.5);
  Placement placement = turned(view.turn_degrees, view.centre);
  if (mirrored) placement = stretched(-1, 1).after(placement);

  Scene scene{film_over(view, placement, extent, pose),
              mirrored ? other(view.side) : view.side,
              std::string(view.position),
              {},
              0,
              {}};
  attach(scene.body, std::move(view.body), placement);
  vary(scene.body, pose);

  const int chosen = where.below(static_cast<int>(view.sites.size()));
  const Site& site = view.sites[static_cast<std::size_t>(chosen)];
  const auto bone = std::ranges::find(scene.body.inside, site.bone, &Solid::name);
  scene.breakable = static_cast<std::size_t>(bone - scene.body.inside.begin());
  scene.site = station_on(bone->tubes[site.tube], where.uniform(site.from, site.to));
  keep_in_view(scene.film, scene.site.at);
  return scene;
}

}  // namespace osteon::phantom
