// The table of body parts, and one exposure of each.
#include "osteon/phantom/views.hpp"

#include <array>

namespace osteon::phantom {
namespace {

double lie_askew(Random& pose, double most_degrees) {
  return pose.uniform(-most_degrees, most_degrees);
}

View elbow(Random& pose) {
  if (pose.chance(0.4)) {
    const double bend = pose.uniform(55, 100);
    return {
        "LL",
        Laterality::left,
        arm_lateral(pose, bend),
        {-10, 20},
        {230, 260},
        lie_askew(pose, 25),
        {{"ulna", 0.1, 0.6}, {"radius", 0.06, 0.1}, {"radius", 0.3, 0.6}, {"humerus", 0.82, 0.9}}};
  }
  return {
      "AP",
      Laterality::left,
      arm_frontal(pose, pose.uniform(-12, 4)),
      {0, pose.uniform(10, 70)},
      {190, 330},
      lie_askew(pose, 14),
      {{"radius", 0.06, 0.1}, {"radius", 0.3, 0.8}, {"ulna", 0.3, 0.8}, {"humerus", 0.86, 0.93}}};
}

View hand(Random& pose) {
  if (pose.chance(0.2)) {
    return {"LL",
            Laterality::right,
            arm_lateral(pose, 0),
            {0, 300},
            {190, 290},
            lie_askew(pose, 12),
            {{"radius", 0.82, 0.93}, {"ulna", 0.8, 0.9}}};
  }
  Body arm = arm_frontal(pose, 0);
  // Most lie with the fingers down, as they were put on the plate; some were turned upright.
  const double turn = lie_askew(pose, 16) + (pose.chance(0.25) ? 180 : 0);
  return {"PA",
          Laterality::right,
          std::move(arm),
          {4, 300},
          {190, 290},
          turn,
          {{"radius", 0.84, 0.93},
           {"metacarpal 5", 0.5, 0.85},
           {"metacarpal 4", 0.3, 0.7},
           {"metacarpal 2", 0.3, 0.7},
           {"finger 5 1", 0.2, 0.7},
           {"finger 3 1", 0.2, 0.7},
           {"ulna", 0.8, 0.9}}};
}

View shoulder(Random& pose) {
  return {"AP",
          Laterality::left,
          shoulder_frontal(pose),
          {-50, 60},
          {240, 320},
          lie_askew(pose, 5),
          {{"humerus", 0.08, 0.16}, {"humerus", 0.35, 0.75}, {"clavicle", 0.35, 0.65}}};
}

View hip(Random& pose) {
  const bool both = pose.chance(0.5);
  const Point centre = both ? Point{0, 0} : Point{90, 60};
  const Point field = both ? Point{370, 330} : Point{240, 330};
  return {"AP",
          Laterality::left,
          pelvis_frontal(pose),
          centre,
          field,
          lie_askew(pose, 4),
          {{"femur", 0.45, 0.75, 1}, {"femur", 0.04, 0.09}, {"femur", 0.15, 0.3}}};
}

View knee(Random& pose) {
  if (pose.chance(0.4)) {
    const double bend = pose.uniform(20, 100);
    return {"LL",
            Laterality::left,
            leg_lateral(bend, 20),
            {10, 0},
            {220, 250},
            lie_askew(pose, 10),
            {{"tibia", 0.08, 0.3}, {"femur", 0.75, 0.88}, {"patella", 0.3, 0.7}}};
  }
  return {"AP",
          Laterality::left,
          leg_frontal(pose, 0.6),
          {0, pose.uniform(-30, 30)},
          {190, 300},
          lie_askew(pose, 8),
          {{"tibia", 0.06, 0.3}, {"fibula", 0.06, 0.25}, {"femur", 0.75, 0.9}}};
}

View lower_leg(Random& pose) {
  const std::vector<Site> shafts{{"tibia", 0.3, 0.9}, {"tibia", 0.4, 0.8}, {"fibula", 0.3, 0.85}};
  if (pose.chance(0.35))
    return {"LL",     Laterality::left, leg_lateral(pose.uniform(0, 25), pose.uniform(0, 30)),
            {0, 180}, {200, 440},       lie_askew(pose, 10),
            shafts};
  return {"AP",     Laterality::left, leg_frontal(pose, pose.uniform(0.35, 0.6)),
          {0, 180}, {180, 440},       lie_askew(pose, 8),
          shafts};
}

View ankle(Random& pose) {
  if (pose.chance(0.5))
    return {
        "LL",       Laterality::left,    leg_lateral(0, pose.uniform(-5, 40)),           {-28, 360},
        {210, 250}, lie_askew(pose, 10), {{"fibula", 0.82, 0.93}, {"tibia", 0.75, 0.93}}};
  return {"AP",
          Laterality::left,
          leg_frontal(pose, pose.uniform(0.35, 0.5)),
          {0, 335},
          {160, 230},
          lie_askew(pose, 8),
          {{"fibula", 0.84, 0.95}, {"tibia", 0.35, 0.6, 6}, {"tibia", 0.75, 0.9}}};
}

View foot(Random& pose) {
  const std::vector<Site> rays{{"metatarsal 5", 0.05, 0.3}, {"metatarsal 5", 0.4, 0.8},
                               {"metatarsal 2", 0.4, 0.8},  {"metatarsal 3", 0.4, 0.8},
                               {"toe 1 1", 0.2, 0.7},       {"metatarsal 1", 0.3, 0.7}};
  if (pose.chance(0.25))
    return {"LL",
            Laterality::left,
            leg_lateral(0, pose.uniform(-5, 20)),
            {-65, 395},
            {280, 200},
            lie_askew(pose, 12),
            {{"metatarsal 5", 0.1, 0.6}, {"metatarsal 1", 0.3, 0.7}}};
  return {"AP", Laterality::left, leg_frontal(pose, 1), {4, 455}, {150, 290}, lie_askew(pose, 16),
          rays};
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
