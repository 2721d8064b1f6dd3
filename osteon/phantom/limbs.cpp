// Arms and legs in a pose.
#include "osteon/phantom/limbs.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>

#include "osteon/phantom/bones.hpp"
#include "osteon/phantom/flesh.hpp"

namespace osteon::phantom {
namespace {

/// Downwards, leaning towards +x by `degrees`.
Point heading(double degrees) { return {std::sin(radians(degrees)), std::cos(radians(degrees))}; }

/// A finger or a toe with the bone of palm or instep that carries it.
struct Ray {
  Point base;
  double lean_degrees;
  double metapodial;                ///< length of the metacarpal or metatarsal
  std::array<double, 3> phalanges;  ///< lengths; the last may be 0
  double width;                     ///< half of the metapodial's head
};

constexpr double joint_space = 1.4;

/// The bones of one ray, the digit leaning `digit_degrees` more than its metapodial.
std::vector<Solid> ray_bones(const Ray& ray, const std::string& metapodial,
                             const std::string& digit, const std::string& number,
                             double digit_degrees) {
  std::vector<Solid> bones;
  const Point along = heading(ray.lean_degrees);
  Point at = ray.base + along * ray.metapodial;
  bones.push_back(
      bone(metapodial + ' ' + number, rod(ray.base, at, ray.width, ray.width * 0.6, ray.width)));
  const Point on = heading(ray.lean_degrees + digit_degrees);
  double width = ray.width * 0.92;
  for (std::size_t i = 0; i < ray.phalanges.size() && ray.phalanges[i] > 0; ++i) {
    const bool tip = i + 1 == ray.phalanges.size() || ray.phalanges[i + 1] == 0;
    const Point from = at + on * joint_space;
    at = from + on * ray.phalanges[i];
    bones.push_back(bone(digit + ' ' + number + ' ' + std::to_string(i + 1),
                         rod(from, at, width, width * 0.62, width * (tip ? 0.55 : 0.78))));
    width *= 0.82;
  }
  return bones;
}

Tube flesh_along(const Ray& ray, double digit_degrees, double root_radius, double tip_radius) {
  const Point knuckle = ray.base + heading(ray.lean_degrees) * ray.metapodial;
  double reach = 0;
  for (const double length : ray.phalanges) reach += length + (length > 0 ? joint_space : 0);
  const Point tip = knuckle + heading(ray.lean_degrees + digit_degrees) * (reach - 1);
  return {{{ray.base.x, ray.base.y, root_radius, 0},
           {knuckle.x, knuckle.y, (root_radius + tip_radius) / 2, 0},
           {tip.x, tip.y, tip_radius, 0}}};
}

constexpr std::array fingers{
    Ray{{26, 29}, 40, 45, {31, 22, 0}, 7.6},    Ray{{13, 29}, 12, 66, {40, 23, 17}, 7.4},
    Ray{{2.5, 31}, 3, 63, {44, 27, 18}, 7.4},   Ray{{-7, 31}, -7, 56, {41, 26, 18}, 6.6},
    Ray{{-15, 30}, -17, 51, {33, 18, 16}, 6.4},
};

constexpr std::array toes{
    Ray{{-25, 83}, -5, 60, {31, 22, 0}, 10.5}, Ray{{-9.5, 76}, 0, 70, {26, 12, 9}, 6.6},
    Ray{{2, 80}, 5, 67, {24, 10, 8}, 6.3},     Ray{{13, 77}, 10, 66, {22, 8, 8}, 6.2},
    Ray{{23, 74}, 15, 66, {20, 7, 7}, 6.6},
};

constexpr std::array<const char*, 5> numbers{"1", "2", "3", "4", "5"};

}  // namespace

void attach(Body& body, Body part, const Placement& placement) {
  Solid around = placed(std::move(part.around), placement);
  std::ranges::move(around.tubes, std::back_inserter(body.around.tubes));
  std::ranges::move(around.plates, std::back_inserter(body.around.plates));
  for (Solid& solid : part.inside) body.inside.push_back(placed(std::move(solid), placement));
}

Body hand_frontal(Random& pose) {
  Body hand{palm_flesh(), wrist_bones()};
  const double spread = pose.uniform(0.3, 1.7);
  for (std::size_t i = 0; i < fingers.size(); ++i) {
    const bool thumb = i == 0;
    Ray ray = fingers[i];
    // A bent finger is seen foreshortened.
    const double straight = thumb ? 1 : pose.uniform(0.82, 1);
    for (double& length : ray.phalanges) length *= straight;
    const double lean = (thumb ? -14 : ray.lean_degrees * 0.6 * (spread - 1)) + pose.uniform(-3, 3);
    attach(hand, {flesh({flesh_along(ray, lean, thumb ? 15 : 13, thumb ? 9.5 : 8)}),
                  ray_bones(ray, "metacarpal", "finger", numbers[i], lean)});
  }
  return hand;
}

Body arm_frontal(Random& pose, double bend_degrees) {
  Body arm;
  attach(arm, {upper_arm_flesh(), {humerus_frontal()}}, turned(bend_degrees, {0, -8}));
  attach(arm, {forearm_flesh(), {radius_frontal(), ulna_frontal()}});
  const double wrist = pose.uniform(-8, 8);
  attach(arm, hand_frontal(pose), moved({2, 247}).after(turned(wrist)));
  return arm;
}

Body arm_lateral(Random& pose, double bend_degrees) {
  Body arm;
  attach(arm, {upper_arm_flesh(), {humerus_lateral()}}, turned(-bend_degrees, {-2, -8}));
  attach(arm, {forearm_flesh(), {radius_lateral(), ulna_lateral()}});
  // The hand lies on its edge, so it is seen narrow.
  attach(arm, hand_frontal(pose), moved({-3, 247}).after(stretched(0.35, 0.98)));
  return arm;
}

Body foot_frontal(Random& pose) {
  Body foot{sole_flesh(), heel_bones_frontal()};
  for (std::size_t i = 0; i < toes.size(); ++i) {
    const bool great = i == 0;
    const double lean = (great ? 6 : -toes[i].lean_degrees * 0.5) + pose.uniform(-3, 3);
    attach(foot, {flesh({flesh_along(toes[i], lean, great ? 17 : 14, great ? 13 : 8.5)}),
                  ray_bones(toes[i], "metatarsal", "toe", numbers[i], lean)});
  }
  return foot;
}

Body leg_frontal(Random& pose, double foot_slant) {
  Body leg;
  attach(leg, {thigh_flesh(), {placed(femur_frontal(), moved({-10, -435}))}},
         turned(pose.uniform(-4, 2)));
  attach(leg, {flesh({}), {patella_frontal()}}, moved({pose.uniform(-5, 5), pose.uniform(-6, 4)}));
  attach(leg, {calf_flesh_frontal(), {tibia_frontal(), fibula_frontal(), talus_frontal()}});
  const double turn = pose.uniform(-10, 12);
  attach(leg, foot_frontal(pose),
         moved({0, 364}).after(turned(turn)).after(stretched(0.95, foot_slant)));
  return leg;
}

Body leg_lateral(double bend_degrees, double point_degrees) {
  const Point knee{2, -24};
  Body leg;
  attach(leg, {thigh_flesh(), {femur_lateral()}}, turned(bend_degrees, knee));
  // The patella glides round the femur at about half the pace of the knee.
  attach(leg, {flesh({}), {patella_lateral()}}, turned(bend_degrees * 0.5, knee));
  attach(leg, {calf_flesh_lateral(), {tibia_lateral(), fibula_lateral()}});
  attach(leg, {foot_flesh_lateral(), foot_bones_lateral()},
         moved({2, 356}).after(turned(-point_degrees, {0, 10})));
  return leg;
}

}  // namespace osteon::phantom
