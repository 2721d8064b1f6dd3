#include "osteon/phantom/out_of_scope/exposed.hpp"

#include <algorithm>
#include <utility>

#include "osteon/phantom/exposure.hpp"
#include "osteon/phantom/marks.hpp"

namespace osteon::phantom {

std::vector<float> exposed(const Body& body, const Field& field, Extent extent, Random& random) {
  const double fit = std::min(extent.width / field.size.x, extent.height / field.size.y);
  const double scale = fit * random.uniform(0.92, 1.1);
  const Point off{random.uniform(-0.04, 0.04) * field.size.x,
                  random.uniform(-0.04, 0.04) * field.size.y};
  const Film film{extent, scale, field.centre + off};

  const std::uint64_t grain = random.next();
  Raster attenuation({0, 0, extent.width, extent.height});
  add(attenuation, shadow(body.around, film, grain));
  for (std::size_t i = 0; i < body.inside.size(); ++i)
    add(attenuation, shadow(body.inside[i], film, grain + i));
  for (float& a : attenuation.values) a = std::max(a, 0.0F);

  const Development development = develop_for(attenuation, random);
  const Shutter shutter = shutter_for(extent, random);
  std::vector<float> grey = developed(attenuation, film, development, random.next());
  close(grey, extent, shutter);
  if (random.chance(0.6))
    mark(grey, attenuation, random.chance(0.5) ? Laterality::left : Laterality::right, false,
         random);
  return grey;
}

Solid hollow(std::string name, double attenuation_per_mm, std::vector<Tube> tubes,
             std::vector<Plate> plates) {
  return {std::move(name), {0, -attenuation_per_mm, 0}, std::move(tubes), std::move(plates)};
}

Placement varied(Random& random, double most_turn_degrees) {
  const double turn = random.uniform(-most_turn_degrees, most_turn_degrees);
  const Placement stretch = [&] {
    const double across = random.uniform(0.92, 1.08);
    const double down = random.uniform(0.95, 1.05);
    return stretched(across, down);
  }();
  return turned(turn).after(stretch);
}

}  // namespace osteon::phantom
