// Bones put together into limbs in a pose, with the flesh around them.
#pragma once

#include <vector>

#include "osteon/base/random.hpp"
#include "osteon/phantom/bones.hpp"
#include "osteon/phantom/solids.hpp"

namespace osteon::phantom {

/// The flesh is one solid, so that a joint is not counted twice where two limbs meet.
struct Body {
  Solid around = flesh({});
  std::vector<Solid> inside;  ///< bones, and the air in the lungs
};

/// Adds `part` to `body`, put where `placement` says.
void attach(Body& body, Body part, const Placement& placement = {});

/// Wrist, palm and fingers; origin at the wrist, fingers towards +y.
Body hand_frontal(Random& pose);

/// Shoulder to fingers. Origin at the elbow; `bend_degrees` is what the elbow is flexed by.
Body arm_frontal(Random& pose, double bend_degrees);
Body arm_lateral(Random& pose, double bend_degrees);

/// The foot seen from above, toes towards +y; origin at the ankle.
Body foot_frontal(Random& pose);

/// Hip to toes. Origin at the knee. `foot_slant` is how much of its length the foot shows.
Body leg_frontal(Random& pose, double foot_slant);
/// `point_degrees` is how far the toes point down.
Body leg_lateral(double bend_degrees, double point_degrees);

/// A shoulder with the upper arm and the chest beside it; origin at the shoulder joint.
Body shoulder_frontal(Random& pose);

/// Both hips; origin between them.
Body pelvis_frontal(Random& pose);

}  // namespace osteon::phantom
