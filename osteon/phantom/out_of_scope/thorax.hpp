// What the chest is drawn of. Origin: the spine at the height of the shoulders; seen from the
// front, out of the body is +x.
#pragma once

#include <vector>

#include "osteon/phantom/limbs.hpp"

namespace osteon::phantom {

/// A vertebra seen from the front with its arch.
Solid frontal_vertebra(Point centre, double half_width, double half_height);
/// A vertebra seen from the side, its spine towards +x; `tilt` in degrees.
Solid lateral_vertebra(Point centre, double half_width, double half_height, double tilt);

/// Tubes that part again and again, as vessels do.
void branch(Solid& vessels, Point from, double heading_degrees, double length_mm, double radius,
            int levels, Random& random);

}  // namespace osteon::phantom
