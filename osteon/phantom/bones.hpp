// The bones, as data, and the words that the tables are written in.
//
// All measures are millimetres of an adult, rounded: a drawing, not a measurement. Every frontal
// bone is drawn with its lateral (thumb, little toe) side towards +x and its far end towards +y;
// every lateral one with its front towards -x.
#pragma once

#include <string>
#include <vector>

#include "osteon/phantom/solids.hpp"

namespace osteon::phantom {

/// Flesh takes away what water does at 60 keV, 0.0206 / mm; cortical bone takes 0.0604 / mm there
/// (NIST, mass attenuation coefficients, tables 2 and 4). A shell that much denser than the flesh
/// around it is more than nature's: chosen by eye, for the contrast that plate readers give bone.
inline constexpr Material bone_matter{0.062, 0.014, 0.22};
inline constexpr Material soft_matter{0, 0.020, 0};
inline constexpr Material lung_air{0, -0.013, 0};

Solid bone(std::string name, std::vector<Tube> tubes, std::vector<Plate> plates = {});
Solid flesh(std::vector<Tube> tubes, std::vector<Plate> plates = {});

/// Broad ends and a waist: finger and toe bones, and those of palm and instep. Reaches from `from`
/// to `to`, rounded ends included; the first tube is the shaft.
std::vector<Tube> rod(Point from, Point to, double base_radius, double waist_radius,
                      double head_radius);

/// A small round bone; `tilt` turns it clockwise, in degrees.
Plate pebble(Point centre, double half_width, double half_height, double tilt,
             double half_thickness);

/// A bone's outline with rounded rim and a thin cortex.
Plate slab(std::vector<Point> outline, double half_thickness, double cortex = 0.9);

// Upper limb. Origin: the elbow for the first six, the wrist for the hand.
Solid humerus_frontal();
Solid humerus_lateral();
Solid radius_frontal();
Solid radius_lateral();
Solid ulna_frontal();
Solid ulna_lateral();
std::vector<Solid> wrist_bones();

// Lower limb. Origin: the hip for the femur seen from the front, the knee for all others but the
// foot's, the ankle for those.
Solid femur_frontal();
Solid femur_lateral();
Solid patella_frontal();
Solid patella_lateral();
Solid tibia_frontal();
Solid tibia_lateral();
Solid fibula_frontal();
Solid fibula_lateral();
Solid talus_frontal();
std::vector<Solid> heel_bones_frontal();
std::vector<Solid> foot_bones_lateral();

// Trunk. Origin: the shoulder joint for the first two, the middle between the hips for the pelvis.
Solid scapula();
Solid clavicle();
Solid half_pelvis();
Solid sacrum();

}  // namespace osteon::phantom
