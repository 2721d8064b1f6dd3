// Changes that leave a radiograph's labels true: what another room, patient or film would change.
#pragma once

#include "osteon/base/random.hpp"
#include "osteon/radiograph/radiograph.hpp"

namespace osteon {

/// Mirrored, turned, cropped and stretched a little; brighter or darker, with noise, blur, a
/// collimator's edge and covered patches. Same random state, same result.
Radiograph augment(const Radiograph& radiograph, Random& random);

/// A picture of no body part made from a radiograph or from nothing: its tiles in another order,
/// smooth noise, plain shapes, a ramp. For the router to learn "none of these" from.
Radiograph distractor(const Radiograph& radiograph, Random& random);

}  // namespace osteon
