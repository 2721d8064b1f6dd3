// A body on a film, developed as every other drawn radiograph is.
#pragma once

#include <vector>

#include "osteon/base/random.hpp"
#include "osteon/phantom/limbs.hpp"

namespace osteon::phantom {

/// What a film shows: the place in the middle and the field that must be seen, in millimetres.
struct Field {
  Point centre;
  Point size;
};

/// Grey values of the exposed film, with a shutter and a side marker now and then.
std::vector<float> exposed(const Body& body, const Field& field, Extent extent, Random& random);

/// A solid that takes away less than what it lies in: air, or a groove in a bone.
Solid hollow(std::string name, double attenuation_per_mm, std::vector<Tube> tubes,
             std::vector<Plate> plates = {});

/// Every body is another: a placement that stretches and leans a little.
Placement varied(Random& random, double most_turn_degrees);

}  // namespace osteon::phantom
