// What surrounds the bones, in the same frames as the bones that it surrounds (see bones.hpp).
#pragma once

#include "osteon/phantom/bones.hpp"

namespace osteon::phantom {

Solid upper_arm_flesh();  // the elbow's frame
Solid forearm_flesh();
Solid palm_flesh();  // the wrist's

Solid thigh_flesh();  // the knee's
Solid calf_flesh_frontal();
Solid calf_flesh_lateral();
Solid sole_flesh();  // the ankle's
Solid foot_flesh_lateral();

Solid chest_flesh();  // of the left side drawn, in the shoulder's frame
Solid heart();
Solid belly_flesh();  // the hips'

}  // namespace osteon::phantom
