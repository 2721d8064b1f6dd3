// The simple solids that a phantom is made of, and how much X-ray they take away.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "osteon/phantom/plane.hpp"
#include "osteon/phantom/raster.hpp"

namespace osteon::phantom {

/// A place on the axis of a tube; all in millimetres.
struct Node {
  double x, y;
  double radius;
  double cortex;  ///< thickness of the dense shell; 0 for none
};

/// A body with round cross-sections along a smooth path, its ends rounded: the shaft of a bone, a
/// finger.
struct Tube {
  std::vector<Node> path;
  double depth = 1;  ///< thickness along the beam, as a share of the width seen
};

/// A flat body with a smooth outline that thickens from its rim: a shoulder blade, a lung.
struct Plate {
  std::vector<Point> outline;
  double half_thickness;
  double rim;  ///< how far from the outline the full thickness is reached
  double cortex;
};

/// Attenuation per millimetre, over that of what the solid is embedded in.
struct Material {
  double shell;
  double core;
  double grain;  ///< how much the core varies from place to place, as a share of it
};

/// One bone, or one mass of soft tissue: the union of its tubes and plates.
struct Solid {
  std::string name;
  Material material;
  std::vector<Tube> tubes;
  std::vector<Plate> plates;
};

/// The axis of a tube at a share of its length, 0 to 1.
struct Station {
  Point at;
  Point along;  ///< unit vector towards the end of the path
  double radius;
};
Station station_on(const Tube& tube, double share);

Solid placed(Solid solid, const Placement& placement);

/// A closed curve through all corners, each side in `steps` straight pieces.
std::vector<Point> smooth_ring(const std::vector<Point>& ring, int steps);

/// The line integral of the attenuation through `solid`, on the part of the film that it covers.
/// \param grain_seed  chooses the texture of the marrow
Raster shadow(const Solid& solid, const Film& film, std::uint64_t grain_seed);

}  // namespace osteon::phantom
