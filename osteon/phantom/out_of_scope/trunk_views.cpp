// Radiographs of belly and lumbar spine.
#include <algorithm>
#include <cmath>
#include <utility>

#include "osteon/phantom/bones.hpp"
#include "osteon/phantom/out_of_scope/exposed.hpp"
#include "osteon/phantom/out_of_scope/kinds.hpp"
#include "osteon/phantom/out_of_scope/thorax.hpp"

namespace osteon::phantom {
namespace {

/// Loops of bowel with gas in them, along a frame as the colon has it and here and there.
Solid loops(Random& random, double half_width, double top, double bottom) {
  Solid gas = hollow("gas", 0.011, {});
  const int pockets = 5 + random.below(9);
  for (int i = 0; i < pockets; ++i) {
    double x = random.uniform(-half_width, half_width);
    double y = random.uniform(top, bottom);
    double radius = random.uniform(7, 19);
    Tube loop;
    const int nodes = 2 + random.below(5);
    double heading = random.uniform(0, 360);
    for (int node = 0; node < nodes; ++node) {
      loop.path.push_back({x, y, radius, 0});
      heading += random.uniform(-50, 50);
      x += 20 * std::cos(radians(heading));
      y += 20 * std::sin(radians(heading));
      radius = std::max(5.0, radius * random.uniform(0.75, 1.2));
    }
    gas.tubes.push_back(std::move(loop));
  }
  return gas;
}

// Tables keep their rows.
// clang-format off

Body belly(Random& random) {
  Body body{flesh({}, {Plate{{{-150, -520}, {150, -520}, {156, -300}, {158, -180}, {176, -60}, {186, 80}, {-186, 80},
                              {-176, -60}, {-158, -180}, {-156, -300}}, 104, 86, 0}}), {}};
  body.inside.push_back(loops(random, 110, -380, -60));
  body.inside.push_back(sacrum());
  for (int i = 0; i < 9; ++i)
    body.inside.push_back(frontal_vertebra({0, -142 - 36.0 * i}, 25 - 0.8 * i, 14.5));
  for (const double side : {1.0, -1.0}) {
    Body half;
    half.inside.push_back(half_pelvis());
    half.inside.push_back(flesh({{{{20, -330, 10, 0}, {40, -220, 22, 0}, {66, -120, 24, 0}, {74, -50, 14, 0}}, 0.22},           // psoas
                                 {{{66, -330, 24, 0}, {60, -280, 26, 0}}, 0.2}}));                           // kidney
    if (side < 0) half.inside.push_back(flesh({}, {Plate{{{10, -470}, {130, -460}, {146, -340}, {120, -270}, {60, -360}}, 10, 40, 0}}));
    for (int i = 0; i < 4; ++i) {
      const double y = -400 + 30.0 * i;
      const double reach = i == 3 ? 70 : 140 - 8.0 * i;
      half.inside.push_back(bone("rib", {{{{16, y, 5, 1.2}, {reach * 0.5, y + 10, 5.4, 1.3}, {reach * 0.9, y + 44, 5, 1.2},
                                           {reach, y + 76, 4.6, 1}}, 0.7}}));
    }
    attach(body, std::move(half), stretched(side, 1));
  }
  return body;
}

Body lumbar(Random& random) {
  Body body{flesh({}, {Plate{{{-150, -420}, {96, -420}, {92, -200}, {100, -60}, {120, 40}, {120, 260}, {-150, 260}, {-156, 0}},
                             132, 80, 0}}), {}};
  body.inside.push_back(loops(random, 60, -150, 60));
  body.inside.back() = placed(std::move(body.inside.back()), moved({-70, 0}));
  body.inside.push_back(hollow("lung", 0.012, {}, {Plate{{{-120, -420}, {60, -420}, {70, -300}, {40, -236}, {-40, -262}, {-120, -240}}, 110, 30, 0}}));
  const double curve = random.uniform(0.6, 1.4);
  double y = -330;
  for (int i = 0; i < 10; ++i) {
    // A hollow back: furthest forward at the fourth lumbar vertebra.
    const double from_front = (y - 30) / 170;
    const double x = -14 + curve * 22 * from_front * from_front * (from_front < 0 ? 0.55 : 1.4);
    const double tilt = -curve * 11 * from_front * (from_front < 0 ? 0.6 : 2.2);
    const double half = 11.5 + 0.5 * i;
    body.inside.push_back(lateral_vertebra({x, y}, 15 + 0.7 * i, half, tilt));
    if (i < 4)
      body.inside.push_back(bone("rib", {{{{x + 18, y, 5, 1.1}, {x - 4, y + 22, 5, 1.1}, {x - 60, y + 60, 5, 0.9}}, 0.6}}));
    y += 2 * half + random.uniform(6, 9);
  }
  body.inside.push_back(bone("sacrum", {
      {{{4, 66, 17, 1.4}, {30, 100, 14, 1.4}, {46, 140, 10, 1.2}, {44, 176, 6, 1}, {32, 196, 4, 1}}, 1.6},
      {{{30, 64, 4, 1.2}, {56, 104, 4, 1.2}, {64, 140, 3, 1}}}}));
  for (const double apart : {0.0, 9.0})
    body.inside.push_back(bone("pelvis", {
        {{{-58, 40 + apart, 5, 1.6}, {-30, 6 + apart, 5, 1.6}, {20, -4 + apart, 5, 1.6}, {56, 24 + apart, 5, 1.4}}, 2},
        {{{-40, 120 + apart, 7, 1.8}, {-10, 92 + apart, 6, 1.8}, {24, 84 + apart, 5, 1.6}}, 2},
        {{{-36, 160 + apart, 24, 1.6}, {-34, 166 + apart, 24, 1.6}}}}));
  return body;
}

// clang-format on

}  // namespace

std::vector<float> abdomen(Extent extent, Random& random) {
  Body body;
  const Placement lies = varied(random, 3);
  attach(body, belly(random), lies);
  return exposed(body, {{0, -226}, {330, 400}}, extent, random);
}

std::vector<float> lumbar_spine_lateral(Extent extent, Random& random) {
  const double side = random.chance(0.5) ? -1 : 1;
  Body body;
  const Placement lies = varied(random, 5).after(stretched(side, 1));
  attach(body, lumbar(random), lies);
  return exposed(body, {{4, -50}, {180, 370}}, extent, random);
}

}  // namespace osteon::phantom
