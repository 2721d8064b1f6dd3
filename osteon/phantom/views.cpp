// The table of body parts, and one exposure of each.
#include "osteon/phantom/views.hpp"

#include <array>
#include <cstddef>
#include <utility>

namespace osteon::phantom {
namespace {

/// Draws are made one a statement or one an initializer: the order of a call's arguments is the
/// compiler's choice, and every compiler must draw the same limb.
double lie_askew(Random& pose, double most_degrees) {
  return pose.uniform(-most_degrees, most_degrees);
}

View elbow(Random& pose) {
  if (pose.chance(0.4)) {
    const double bend = pose.uniform(55, 100);
    return {.position = "LL",
            .body = arm_lateral(pose, bend),
            .centre = {-10, 20},
            .field_mm = {230, 260},
            .turn_degrees = lie_askew(pose, 25),
            .sites = {{"ulna", 0.1, 0.6},
                      {"radius", 0.06, 0.1},
                      {"radius", 0.3, 0.6},
                      {"humerus", 0.82, 0.9}}};
  }
  return {.position = "AP",
          .body = arm_frontal(pose, pose.uniform(-12, 4)),
          .centre = {0, pose.uniform(10, 70)},
          .field_mm = {190, 330},
          .turn_degrees = lie_askew(pose, 14),
          .sites = {{"radius", 0.06, 0.1},
                    {"radius", 0.3, 0.8},
                    {"ulna", 0.3, 0.8},
                    {"humerus", 0.86, 0.93}}};
}

View hand(Random& pose) {
  if (pose.chance(0.2))
    return {.position = "LL",
            .side = Laterality::right,
            .body = arm_lateral(pose, 0),
            .centre = {0, 300},
            .field_mm = {190, 290},
            .turn_degrees = lie_askew(pose, 12),
            .sites = {{"radius", 0.82, 0.93}, {"ulna", 0.8, 0.9}}};
  Body arm = arm_frontal(pose, 0);
  const double askew = lie_askew(pose, 16);
  // Most lie with the fingers down, as they were put on the plate; some were turned upright.
  const double upright = pose.chance(0.25) ? 180 : 0;
  return {.position = "PA",
          .side = Laterality::right,
          .body = std::move(arm),
          .centre = {4, 300},
          .field_mm = {190, 290},
          .turn_degrees = askew + upright,
          .sites = {{"radius", 0.84, 0.93},
                    {"metacarpal 5", 0.5, 0.85},
                    {"metacarpal 4", 0.3, 0.7},
                    {"metacarpal 2", 0.3, 0.7},
                    {"finger 5 1", 0.2, 0.7},
                    {"finger 3 1", 0.2, 0.7},
                    {"ulna", 0.8, 0.9}}};
}

View shoulder(Random& pose) {
  return {.position = "AP",
          .body = shoulder_frontal(pose),
          .centre = {-50, 60},
          .field_mm = {240, 320},
          .turn_degrees = lie_askew(pose, 5),
          .sites = {{"humerus", 0.08, 0.16}, {"humerus", 0.35, 0.75}, {"clavicle", 0.35, 0.65}}};
}

View hip(Random& pose) {
  const bool both = pose.chance(0.5);
  constexpr std::size_t neck = 1;
  return {.position = "AP",
          .body = pelvis_frontal(pose),
          .centre = both ? Point{0, 0} : Point{90, 60},
          .field_mm = both ? Point{370, 330} : Point{240, 330},
          .turn_degrees = lie_askew(pose, 4),
          .sites = {{"femur", 0.45, 0.75, neck}, {"femur", 0.04, 0.09}, {"femur", 0.15, 0.3}}};
}

View knee(Random& pose) {
  if (pose.chance(0.4)) {
    const double bend = pose.uniform(20, 100);
    return {.position = "LL",
            .body = leg_lateral(bend, 20),
            .centre = {10, 0},
            .field_mm = {220, 250},
            .turn_degrees = lie_askew(pose, 10),
            .sites = {{"tibia", 0.08, 0.3}, {"femur", 0.75, 0.88}, {"patella", 0.3, 0.7}}};
  }
  return {.position = "AP",
          .body = leg_frontal(pose, 0.6),
          .centre = {0, pose.uniform(-30, 30)},
          .field_mm = {190, 300},
          .turn_degrees = lie_askew(pose, 8),
          .sites = {{"tibia", 0.06, 0.3}, {"fibula", 0.06, 0.25}, {"femur", 0.75, 0.9}}};
}

View lower_leg(Random& pose) {
  const std::vector<Site> shafts{{"tibia", 0.3, 0.9}, {"tibia", 0.4, 0.8}, {"fibula", 0.3, 0.85}};
  if (pose.chance(0.35)) {
    const double point = pose.uniform(0, 30);
    const double bend = pose.uniform(0, 25);
    return {.position = "LL",
            .body = leg_lateral(bend, point),
            .centre = {0, 180},
            .field_mm = {200, 440},
            .turn_degrees = lie_askew(pose, 10),
            .sites = shafts};
  }
  return {.position = "AP",
          .body = leg_frontal(pose, pose.uniform(0.35, 0.6)),
          .centre = {0, 180},
          .field_mm = {180, 440},
          .turn_degrees = lie_askew(pose, 8),
          .sites = shafts};
}

View ankle(Random& pose) {
  if (pose.chance(0.5))
    return {.position = "LL",
            .body = leg_lateral(0, pose.uniform(-5, 40)),
            .centre = {-28, 360},
            .field_mm = {210, 250},
            .turn_degrees = lie_askew(pose, 10),
            .sites = {{"fibula", 0.82, 0.93}, {"tibia", 0.75, 0.93}}};
  constexpr std::size_t medial_malleolus = 6;
  return {
      .position = "AP",
      .body = leg_frontal(pose, pose.uniform(0.35, 0.5)),
      .centre = {0, 335},
      .field_mm = {160, 230},
      .turn_degrees = lie_askew(pose, 8),
      .sites = {
          {"fibula", 0.84, 0.95}, {"tibia", 0.35, 0.6, medial_malleolus}, {"tibia", 0.75, 0.9}}};
}

View foot(Random& pose) {
  if (pose.chance(0.25))
    return {.position = "LL",
            .body = leg_lateral(0, pose.uniform(-5, 20)),
            .centre = {-65, 395},
            .field_mm = {280, 200},
            .turn_degrees = lie_askew(pose, 12),
            .sites = {{"metatarsal 5", 0.1, 0.6}, {"metatarsal 1", 0.3, 0.7}}};
  return {.position = "AP",
          .body = leg_frontal(pose, 1),
          .centre = {4, 455},
          .field_mm = {150, 290},
          .turn_degrees = lie_askew(pose, 16),
          .sites = {{"metatarsal 5", 0.05, 0.3},
                    {"metatarsal 5", 0.4, 0.8},
                    {"metatarsal 2", 0.4, 0.8},
                    {"metatarsal 3", 0.4, 0.8},
                    {"toe 1 1", 0.2, 0.7},
                    {"metatarsal 1", 0.3, 0.7}}};
}

constexpr std::array table{
    Part{"elbow", "ELBOW", elbow},
    Part{"hand", "HAND", hand},
    Part{"shoulder", "SHOULDER", shoulder},
    Part{"hip", "HIP", hip},
    Part{"knee", "KNEE", knee},
    Part{"lower_leg", "LEG", lower_leg},
    Part{"ankle", "ANKLE", ankle},
    Part{"foot", "FOOT", foot},
};

}  // namespace

std::span<const Part> parts() { return table; }

}  // namespace osteon::phantom
