// Shoulder with chest, and pelvis with both hips.
#include <utility>

#include "osteon/phantom/bones.hpp"
#include "osteon/phantom/flesh.hpp"
#include "osteon/phantom/limbs.hpp"

namespace osteon::phantom {
namespace {

/// A vertebra with its disc gap below, `half_width` to each side.
Solid vertebra(Point centre, double half_width, double half_height) {
  return bone("vertebra", {{{{centre.x, centre.y - 4, 5, 1.5}, {centre.x, centre.y + 10, 4, 1.5}}}},
              {slab({{centre.x - half_width, centre.y - half_height},
                     {centre.x + half_width, centre.y - half_height},
                     {centre.x + half_width * 0.88, centre.y},
                     {centre.x + half_width, centre.y + half_height},
                     {centre.x - half_width, centre.y + half_height},
                     {centre.x - half_width * 0.88, centre.y}},
                    13, 1.3)});
}

/// Ribs 1 to 10 of one side. Origin: the spine at the height of the shoulder; out towards +x.
std::vector<Solid> ribs() {
  std::vector<Solid> cage;
  for (int i = 0; i < 10; ++i) {
    const double y = -62 + 27.0 * i;
    const double out = i < 5 ? 62 + 15.0 * i : 128 + 2.0 * i;
    cage.push_back(
        bone("rib",
             {{{{12, y, 5, 1},
                {out * 0.45, y - 10, 5, 1},
                {out * 0.85, y + 10, 5, 1},
                {out, y + 38, 4.5, 1}},
               0.7},
              {{{out, y + 38, 4.5, 1}, {out * 0.9, y + 62, 5, 0.7}, {out * 0.55, y + 86, 5.5, 0.6}},
               0.45}}));
  }
  return cage;
}

/// Pockets of gas in the bowel, different in everybody.
Solid bowel_gas(Random& pose) {
  Solid gas{"gas", {0, -0.008, 0}, {}, {}};
  const int pockets = 3 + pose.below(6);
  for (int i = 0; i < pockets; ++i) {
    const double x = pose.uniform(-85, 85);
    const double y = pose.uniform(-150, -40);
    const double radius = pose.uniform(8, 24);
    const double length = pose.uniform(-30, 30);
    gas.tubes.push_back({{{x, y, radius, 0}, {x + length, y + length * 0.4, radius * 0.8, 0}}});
  }
  return gas;
}

Solid lung() {
  // clang-format off
  return {"lung", lung_air, {}, {Plate{{{30, -66}, {60, -72}, {92, -20}, {118, 50}, {132, 150}, {134, 208}, {96, 186},
                                        {50, 188}, {34, 120}, {22, 20}}, 85, 45, 0}}};
  // clang-format on
}

/// Spine, ribs and lungs; origin as ribs().
Body chest() {
  Body body;
  for (const double side : {1.0, -1.0}) {
    attach(body, {flesh({}), {lung()}}, stretched(side, 1));
    attach(body, {flesh({}), ribs()}, stretched(side, 1));
  }
  for (int i = 0; i < 17; ++i)
    body.inside.push_back(vertebra({0, -190 + 27.0 * i}, i < 5 ? 13 : 17, 10.5));
  return body;
}

}  // namespace

Body shoulder_frontal(Random& pose) {
  constexpr double spine_x = -172;
  Body body{chest_flesh(), {heart()}};
  attach(body, chest(), moved({spine_x, 0}));
  attach(body, {flesh({}), {scapula(), clavicle()}});
  const double lifted = pose.uniform(-6, 32);
  attach(body, arm_frontal(pose, 0), turned(-lifted).after(moved({2, 306})));
  return body;
}

Body pelvis_frontal(Random& pose) {
  Body body{belly_flesh(), {bowel_gas(pose), sacrum()}};
  for (int i = 0; i < 6; ++i) body.inside.push_back(vertebra({0, -142 - 37.0 * i}, 25, 15));
  for (const double side : {1.0, -1.0}) {
    const Placement mirror = stretched(side, 1);
    const Placement hip = mirror.after(moved({88, 0})).after(turned(pose.uniform(-10, 6)));
    attach(body, {flesh({}), {half_pelvis()}}, mirror);
    attach(body, {thigh_flesh(), {}}, hip.after(moved({10, 437})));
    attach(body, {flesh({}), {femur_frontal()}}, hip);
  }
  return body;
}

}  // namespace osteon::phantom
