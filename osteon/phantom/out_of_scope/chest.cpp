// Chest radiographs.
#include <array>
#include <cmath>
#include <utility>

#include "osteon/phantom/bones.hpp"
#include "osteon/phantom/flesh.hpp"
#include "osteon/phantom/out_of_scope/exposed.hpp"
#include "osteon/phantom/out_of_scope/kinds.hpp"
#include "osteon/phantom/out_of_scope/thorax.hpp"

namespace osteon::phantom {
namespace {

/// How far the ribs of each pair reach from the spine.
constexpr std::array rib_reach{50.0,  74.0,  92.0,  106.0, 117.0, 125.0,
                               131.0, 134.0, 135.0, 134.0, 126.0};

/// The ribs of one side: flat round the back, steep and fainter down the front.
std::vector<Solid> half_cage(double lift) {
  std::vector<Solid> cage;
  for (std::size_t i = 0; i < rib_reach.size(); ++i) {
    const double out = rib_reach[i];
    const double y = -66 + 24.5 * static_cast<double>(i);
    const double drop = (18 + out * 0.17) * lift;
    std::vector<Tube> tubes{{{{13, y, 5.2, 1.9},
                              {out * 0.42, y - 5, 5.8, 2.1},
                              {out * 0.84, y + drop * 0.5, 5.8, 2.1},
                              {out, y + drop + 8, 5, 2}},
                             0.85}};
    if (i < 8)
      tubes.push_back({{{out, y + drop + 8, 5, 1.8},
                        {out * 0.97, y + drop + 26, 5.4, 1.3},
                        {out * 0.74, y + drop + 48, 6.4, 1},
                        {out * 0.5, y + drop + 62, 6.6, 0.5}},
                       0.5});
    cage.push_back(bone("rib", std::move(tubes)));
  }
  return cage;
}

Plate lung(double dome, double medial) {
  return {{{24, -60},
           {44, -86},
           {68, -74},
           {92, -30},
           {112, 36},
           {124, 100},
           {131, 160},
           {133, 204 + dome * 0.3},
           {118, 186 + dome},
           {92, 172 + dome},
           {62, 174 + dome},
           {36 + medial, 190 + dome},
           {28 + medial, 140},
           {25 + medial * 0.4, 60},
           {20, 0}},
          84,
          30,
          0};
}

Solid lung_vessels(double side, Random& random) {
  Solid vessels{"vessels", {0, 0.022, 0}, {}, {}};
  for (int i = 0; i < 8; ++i) {
    const double heading = 25 + 19.0 * i + random.uniform(-8, 8);
    const double length = random.uniform(26, 38);
    branch(vessels, {30, 52}, heading, length, random.uniform(3, 4.6), 2, random);
  }
  return placed(std::move(vessels), stretched(side, 1));
}

Solid frontal_trunk() {
  return flesh({}, {Plate{{{-50, -300}, {50, -300},  {54, -150},  {80, -108},  {150, -82},
                           {198, -54},  {206, -6},   {178, 50},   {166, 150},  {160, 300},
                           {162, 460},  {-162, 460}, {-160, 300}, {-166, 150}, {-178, 50},
                           {-206, -6},  {-198, -54}, {-150, -82}, {-80, -108}, {-54, -150}},
                          88,
                          62,
                          0}});
}

Solid mediastinum(Random& random) {
  const double size = random.uniform(0.88, 1.22);
  const double apex = 84 * size;
  return flesh({{{{0, -120, 16, 0}, {2, -40, 20, 0}, {0, 40, 22, 0}, {0, 200, 18, 0}}, 0.5},
                {{{10, -46, 17, 0}, {24, -24, 16, 0}, {26, 30, 15, 0}}, 1}},
               {Plate{{{-34 * size, 66},
                       {4, 40},
                       {34, 50},
                       {60 * size, 96},
                       {apex, 146},
                       {apex * 0.86, 178},
                       {30, 188},
                       {-30 * size, 182},
                       {-46 * size, 140},
                       {-46 * size, 100}},
                      34 * size,
                      26,
                      0}});
}

Body frontal_chest(Random& random) {
  Body body{frontal_trunk(), {}};
  const double dome = random.uniform(-14, 14);
  const double lift = random.uniform(0.8, 1.25);
  // Drawn as one looks at it: the heart's tip towards +x.
  for (const double side : {1.0, -1.0}) {
    const Placement mirror = stretched(side, 1);
    attach(body, {flesh({}), {hollow("lung", 0.0135, {}, {lung(dome + (side > 0 ? 10 : -6), 0)})}},
           mirror);
    body.inside.push_back(lung_vessels(side, random));
    attach(body, {flesh({}), half_cage(lift)}, mirror);
    const double apart = random.uniform(4, 16);
    attach(body, {flesh({}), {clavicle()}}, mirror.after(moved({172, random.uniform(-10, 6)})));
    attach(body, {flesh({}), {scapula()}},
           mirror.after(moved({172 + apart, 0})).after(turned(-apart, {-30, 0})));
    attach(body, {flesh({}), {placed(humerus_frontal(), turned(-apart).after(moved({4, 306})))}},
           mirror.after(moved({172 + apart, 0})));
  }
  for (int i = 0; i < 20; ++i)
    body.inside.push_back(frontal_vertebra({0, -196 + 24.5 * i}, i < 5 ? 12 : 15, 9.8));
  body.inside.push_back(mediastinum(random));
  body.inside.push_back(hollow("airway", 0.017,
                               {{{{0, -240, 8, 0}, {1, -120, 8, 0}, {3, 22, 8, 0}}},
                                {{{3, 22, 6.5, 0}, {-22, 48, 5.5, 0}}},
                                {{{3, 22, 6, 0}, {28, 46, 5, 0}}}}));
  if (random.chance(0.6))
    body.inside.push_back(hollow("stomach", 0.014, {},
                                 {Plate{{{56, 196 + dome},
                                         {84, 188 + dome},
                                         {104, 198 + dome},
                                         {92, 220 + dome},
                                         {64, 222 + dome}},
                                        24,
                                        14,
                                        0}}));
  if (random.chance(0.4))
    for (const double side : {1.0, -1.0})
      attach(body, {flesh({}), {flesh({}, {pebble({84, 130}, 56, 66, 0, 17)})}},
             stretched(side, 1));
  return body;
}

Body lateral_chest(Random& random) {
  // clang-format off
  Body body{flesh({}, {Plate{{{-34, -300}, {70, -300}, {84, -180}, {112, -110}, {128, 0}, {122, 120}, {104, 240},
                              {104, 440}, {-112, 440}, {-122, 240}, {-128, 120}, {-104, 0}, {-70, -84}, {-46, -160}},
                             150, 90, 0}}), {}};
  const double dome = random.uniform(-12, 12);
  body.inside.push_back(hollow("lungs", 0.0128, {}, {
      Plate{{{8, -120}, {40, -116}, {74, -60}, {92, 20}, {98, 110}, {92, 206 + dome}, {84, 216 + dome}, {52, 176 + dome},
             {0, 152 + dome}, {-52, 156 + dome}, {-90, 176 + dome}, {-96, 120}, {-88, 40}, {-62, -30}, {-24, -88}},
            124, 34, 0}}));
  // clang-format on
  Solid vessels{"vessels", {0, 0.024, 0}, {}, {}};
  for (int i = 0; i < 11; ++i)
    branch(vessels, {4, 38}, 33.0 * i + random.uniform(-8, 8), 30, 3.6, 2, random);
  body.inside.push_back(std::move(vessels));
  body.inside.push_back(
      flesh({{{{-20, 24, 16, 0}, {10, -20, 14, 0}, {46, 10, 14, 0}, {58, 150, 13, 0}}}},
            {Plate{{{-88, 84}, {-44, 44}, {0, 62}, {18, 104}, {6, 140}, {-36, 152}, {-84, 160}},
                   34,
                   30,
                   0}}));
  body.inside.push_back(
      hollow("airway", 0.017, {{{{10, -240, 8, 0}, {16, -90, 8, 0}, {10, 24, 7.5, 0}}}}));
  for (int i = 0; i < 20; ++i) {
    const double y = -196 + 24.5 * i;
    const double out = 76 - 0.00115 * (y - 90) * (y - 90);
    body.inside.push_back(lateral_vertebra({out, y}, i < 6 ? 11 : 15, 9.8, 0.13 * (90 - y)));
    if (i < 4 || i > 14) continue;
    for (const double apart : {0.0, random.uniform(5, 12)}) {
      const double front = -96 + 1.2 * std::abs(i - 9.0) * std::abs(i - 9.0);
      body.inside.push_back(bone("rib", {{{{out + 16, y - apart, 5, 1.8},
                                           {out + 22, y + 18, 5, 1.8},
                                           {out - 30, y + 52 + apart, 5, 1.7},
                                           {front + apart, y + 92, 5.4, 0.7}},
                                          0.6}}));
    }
  }
  body.inside.push_back(
      bone("sternum", {{{{-70, -46, 6, 1.2}, {-92, 10, 5.5, 1.2}, {-112, 110, 5, 1.1}}, 1.4}}));
  body.inside.push_back(
      bone("scapula", {{{{40, -110, 4, 1.3}, {78, -30, 4, 1.3}, {98, 40, 4, 1.3}}, 1.4}}));
  if (random.chance(0.5))
    attach(body, {flesh({{{{-10, -40, 40, 0}, {-70, -190, 36, 0}}}}),
                  {bone("arm", {{{{0, -60, 18, 2}, {-20, -110, 11, 4}, {-70, -220, 10, 4.5}}}})}});
  return body;
}

}  // namespace

std::vector<float> chest_frontal(Extent extent, Random& random) {
  const bool mirrored = random.chance(0.06);
  Body body;
  const Placement lies = varied(random, 4).after(stretched(mirrored ? -1 : 1, 1));
  attach(body, frontal_chest(random), lies);
  return exposed(body, {{0, 62}, {350, 352}}, extent, random);
}

std::vector<float> chest_lateral(Extent extent, Random& random) {
  const double side = random.chance(0.5) ? -1 : 1;
  Body body;
  const Placement lies = varied(random, 4).after(stretched(side, 1));
  attach(body, lateral_chest(random), lies);
  return exposed(body, {{0, 64}, {270, 366}}, extent, random);
}

}  // namespace osteon::phantom
