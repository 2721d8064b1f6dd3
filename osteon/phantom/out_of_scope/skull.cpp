// Skull radiographs.
#include <utility>

#include "osteon/phantom/bones.hpp"
#include "osteon/phantom/out_of_scope/exposed.hpp"
#include "osteon/phantom/out_of_scope/kinds.hpp"
#include "osteon/phantom/out_of_scope/thorax.hpp"

namespace osteon::phantom {
namespace {

/// The vault is a shell: what lies inside it is brain, and counts with the flesh.
constexpr Material vault_matter{0.055, 0.003, 0.5};
constexpr Material tooth_matter{0.085, 0.04, 0};

Solid vault(Plate plate) { return {"vault", vault_matter, {}, {std::move(plate)}}; }

Solid tooth(Point crown, Point root, double half_width) {
  const Point middle = (crown + root) * 0.5;
  return {"tooth",
          tooth_matter,
          {{{{crown.x, crown.y, half_width, 2},
             {middle.x, middle.y, half_width * 0.9, 1.2},
             {root.x, root.y, half_width * 0.45, 0.8}}}},
          {}};
}

/// The path of a bone that crosses the middle, from the half with x > 0.
std::vector<Node> across_the_middle(const std::vector<Node>& half) {
  std::vector<Node> whole;
  for (auto node = half.rbegin(); node != half.rend(); ++node)
    whole.push_back({-node->x, node->y, node->radius, node->cortex});
  whole.insert(whole.end(), half.begin(), half.end());
  return whole;
}

/// A crack that wanders: a suture, or a vessel's groove.
Solid groove(Point from, Point to, double wander, double radius, Random& random) {
  Tube tube;
  constexpr int steps = 14;
  for (int i = 0; i <= steps; ++i) {
    const double share = static_cast<double>(i) / steps;
    const double off_x = random.uniform(-wander, wander);
    const double off_y = random.uniform(-wander, wander);
    tube.path.push_back({from.x + (to.x - from.x) * share + off_x,
                         from.y + (to.y - from.y) * share + off_y, radius, 0});
  }
  return hollow("groove", 0.05, {std::move(tube)});
}

// Tables keep their rows.
// clang-format off

Body lateral_skull(Random& random) {
  Body body{flesh({{{{14, 40, 66, 0}, {16, 130, 58, 0}, {20, 190, 60, 0}, {24, 280, 80, 0}}}},
                  {Plate{{{-96, -10}, {-104, -40}, {-92, -80}, {-60, -108}, {-10, -116}, {48, -106}, {90, -72}, {104, -20},
                          {98, 30}, {76, 70}, {70, 130}, {-20, 150}, {-76, 140}, {-104, 132}, {-108, 112}, {-112, 92},
                          {-108, 74}, {-124, 58}, {-108, 20}}, 72, 66, 0}}), {}};
  body.inside.push_back(vault({{{-90, 8}, {-97, -18}, {-92, -54}, {-66, -90}, {-14, -106}, {42, -99}, {82, -66}, {96, -18},
                                {88, 24}, {60, 48}, {22, 50}, {-10, 38}, {-42, 26}, {-68, 18}}, 70, 62, random.uniform(3.4, 5.2)}));
  body.inside.push_back(bone("base", {
      {{{-88, 12, 3.4, 1.6}, {-60, 14, 3.4, 1.6}, {-34, 20, 3.4, 1.6}, {-22, 26, 4, 1.6}}, 2},          // floor of the front
      {{{-24, 16, 3.5, 1.4}, {-18, 26, 3.5, 1.4}, {-8, 24, 4, 1.4}, {-8, 14, 3.5, 1.4}}},   // sella
      {{{-8, 26, 6, 2}, {8, 46, 7, 2}, {18, 58, 6, 2}}, 2},                                 // clivus
      {{{2, 34, 9, 3}, {24, 42, 11, 3}, {40, 46, 8, 2}}, 1.4},                             // petrous bones
      {{{34, 50, 10, 1}, {42, 62, 7, 1}}, 1.2},                                               // mastoids
      {{{20, 56, 4, 2}, {52, 50, 4, 2}, {74, 40, 3.6, 2}}, 1.2},                              // occiput
  }));
  body.inside.push_back(bone("face", {
      {{{-92, 6, 5, 1.5}, {-104, 22, 3.5, 1.2}}},                                           // nose
      {{{-76, 2, 3, 1.4}, {-66, 14, 3, 1.4}, {-66, 34, 3.4, 1.4}, {-78, 40, 3.4, 1.2}}, 3}, // rims of the orbits
      {{{-64, 30, 5, 1.4}, {-58, 46, 7, 1.4}, {-62, 60, 4, 1.2}}, 2},                       // cheek bones
      {{{-54, 40, 3, 1.2}, {-20, 40, 2.6, 1.2}, {2, 40, 3, 1.2}}, 2},                       // arches
      {{{-96, 72, 3, 1.2}, {-70, 70, 3, 1.2}, {-38, 72, 3, 1.2}}, 4},                       // palate
      {{{-38, 26, 3, 1}, {-36, 50, 3, 1}, {-34, 74, 3.4, 1}}, 3},                           // pterygoids
  }, {Plate{{{-88, 40}, {-96, 64}, {-98, 84}, {-60, 86}, {-44, 70}, {-46, 40}}, 26, 16, 2}}));
  body.inside.push_back(hollow("air", 0.017, {
      {{{-22, 56, 8, 0}, {-10, 84, 9, 0}, {-4, 110, 8, 0}, {0, 150, 8, 0}, {2, 270, 8, 0}}, 1.4},
      {{{-96, 62, 5, 0}, {-60, 60, 6, 0}, {-30, 58, 6, 0}}, 1.6}}, {
      Plate{{{-84, 42}, {-50, 42}, {-48, 66}, {-78, 66}}, 17, 9, 0},
      Plate{{{-44, 24}, {-26, 28}, {-24, 42}, {-42, 40}}, 12, 7, 0},
      Plate{{{-95, -14}, {-88, -16}, {-84, 4}, {-92, 6}}, 12, 5, 0},
      Plate{{{34, 48}, {46, 50}, {44, 62}, {36, 60}}, 9, 6, 0}}));
  const double open = random.uniform(0, 7);
  body.inside.push_back(bone("mandible", {
      {{{8, 42, 6, 2.4}, {2, 60, 8, 2.6}, {-8, 92, 12, 3}, {-14, 108, 11, 3.2}}, 1.5},
      {{{-14, 108, 11, 3.4}, {-50, 120, 12, 3.8}, {-90, 128 + open, 11, 4}}, 2},
      {{{-22, 58, 3, 1.4}, {-18, 76, 5, 1.4}, {-14, 92, 6, 1.4}}, 1.1}}));
  for (int i = 0; i < 8; ++i) {
    const double x = -97 + 7.6 * i;
    const double wide = i < 4 ? 3.1 : 4.5;
    if (random.chance(0.93)) body.inside.push_back(tooth({x, 96}, {x + 2, 76}, wide));
    if (random.chance(0.93)) body.inside.push_back(tooth({x + 2, 101 + open}, {x + 5, 121 + open}, wide));
  }
  for (int i = 0; i < 8; ++i)
    body.inside.push_back(lateral_vertebra({24 + 2.0 * i - 0.26 * i * i, 74 + 20.5 * i}, 8.5, 7.6, 5.0 - 2 * i));
  body.inside.push_back(groove({-20, -104}, {-16, 8}, 1.6, 0.9, random));
  body.inside.push_back(groove({74, -70}, {54, 34}, 1.8, 0.9, random));
  body.inside.push_back(groove({-22, 0}, {30, -70}, 2.6, 0.8, random));
  return body;
}

Body frontal_skull(Random& random) {
  Body body{flesh({{{{0, 110, 58, 0}, {0, 170, 56, 0}, {0, 260, 84, 0}}}},
                  {Plate{{{0, -120}, {54, -108}, {82, -66}, {86, -10}, {80, 40}, {76, 90}, {62, 130}, {30, 156}, {0, 160},
                          {-30, 156}, {-62, 130}, {-76, 90}, {-80, 40}, {-86, -10}, {-82, -66}, {-54, -108}}, 86, 70, 0}}), {}};
  body.inside.push_back(vault({{{0, -112}, {50, -100}, {74, -62}, {78, -14}, {70, 18}, {50, 40}, {20, 46}, {-20, 46},
                                {-50, 40}, {-70, 18}, {-78, -14}, {-74, -62}, {-50, -100}}, 86, 76, random.uniform(3, 4.6)}));
  body.inside.push_back(hollow("air", 0.016, {
      {{{-3, 30, 3, 0}, {-4, 62, 5, 0}, {-5, 76, 5, 0}}, 4}, {{{3, 30, 3, 0}, {4, 62, 5, 0}, {5, 76, 5, 0}}, 4},
      {{{0, 130, 8, 0}, {0, 260, 8, 0}}}}, {
      Plate{{{-18, -2}, {-4, -10}, {0, 4}, {5, -12}, {20, -4}, {16, 8}, {-14, 8}}, 11, 6, 0}}));
  body.inside.push_back(bone("mandible", {{across_the_middle(
      {{8, 149, 10.5, 3.2}, {38, 140, 10, 3.2}, {58, 112, 8.5, 3}, {66, 84, 7, 2.8}, {66, 52, 6, 2.4}}), 2.2}}));
  for (const double side : {1.0, -1.0}) {
    Body half;
    half.inside.push_back(hollow("orbit", 0.012, {}, {pebble({34, 24}, 20, 16.5, 8, 26)}));
    half.inside.push_back(hollow("sinus", 0.014, {}, {Plate{{{14, 48}, {46, 46}, {44, 62}, {28, 78}, {16, 70}}, 20, 10, 0}}));
    half.inside.push_back(bone("face", {
        {{{14, 22, 2.6, 1.4}, {22, 8, 3, 1.5}, {38, 6, 3.4, 1.6}, {54, 14, 3.4, 1.6}, {55, 30, 3, 1.4}, {44, 41, 3, 1.3},
          {26, 41, 2.8, 1.3}, {15, 34, 2.4, 1.2}}, 2},                                      // rim of the orbit
        {{{12, 40, 4, 2}, {30, 34, 5, 2.4}, {50, 28, 6, 2.4}, {66, 34, 8, 2}}, 2.2},        // petrous ridge
        {{{54, 30, 5, 1.6}, {60, 46, 7, 1.6}, {50, 60, 5, 1.4}}, 2},                        // cheek bone
        {{{60, 46, 3.4, 1.6}, {74, 46, 3, 1.6}, {77, 58, 2.8, 1.4}}, 2},                    // arch
        {{{11, 46, 2, 1}, {14, 64, 2.2, 1}, {8, 80, 2.4, 1}}, 5},                           // wall of the nose
        {{{7, 84, 5, 1}, {28, 84, 5, 1}}, 2},                                               // jaw above the teeth
        {{{68, 54, 6, 0.8}, {66, 76, 5.5, 0.8}}, 2.4},                                      // mastoid
    }));
    for (int i = 0; i < 6; ++i) {
      const double x = 4 + 7.0 * i - 0.35 * i * i;
      const double wide = i == 0 ? 4 : 3.3;
      if (random.chance(0.93)) half.inside.push_back(tooth({x, 106}, {x * 1.05, 86}, wide));
      if (random.chance(0.93)) half.inside.push_back(tooth({x * 0.95, 110}, {x, 132}, wide * 0.85));
    }
    attach(body, std::move(half), stretched(side, 1));
  }
  body.inside.push_back(bone("septum", {{{{0, 20, 1.2, 1}, {random.uniform(-2, 2), 50, 1.1, 1}, {0, 82, 1.4, 1}}, 12}}));
  for (int i = 0; i < 7; ++i) body.inside.push_back(frontal_vertebra({0, 84 + 19.0 * i}, 11, 7));
  body.inside.push_back(groove({0, -110}, {0, -30}, 1.6, 0.9, random));
  body.inside.push_back(groove({-2, -84}, {58, -40}, 2, 0.9, random));
  body.inside.push_back(groove({2, -84}, {-58, -40}, 2, 0.9, random));
  return body;
}

/// Jaws unrolled: a smile of bone with the teeth in it.
Body panorama(Random& random) {
  Body body{flesh({}, {Plate{{{-220, -130}, {220, -130}, {220, 130}, {-220, 130}}, 42, 20, 0}}), {}};
  const double smile = random.uniform(14, 30);
  const auto bite = [&](double share) { return 4 - smile * share * share; };
  body.inside.push_back(flesh({{{{0, -120, 26, 0}, {0, 120, 30, 0}}, 0.3}}));  // the spine's ghost
  body.inside.push_back(bone("mandible", {
      {across_the_middle({{10, 52, 13, 3.8}, {44, 50, 13, 3.8}, {84, 36, 14, 3.4}, {112, 12, 15, 3}, {122, -24, 13, 2.6},
                          {130, -56, 7, 2.2}, {131, -66, 7, 1.8}}), 0.9}}));
  body.inside.push_back(bone("maxilla", {
      {across_the_middle({{8, -30, 12, 1.2}, {50, -36, 12, 1.2}, {88, -44, 10, 1.2}}), 0.9},
      {across_the_middle({{6, -42, 3, 1.6}, {60, -46, 3, 1.6}, {92, -50, 2.4, 1.4}}), 2}}));
  for (const double side : {1.0, -1.0}) {
    Body half;
    half.inside.push_back(bone("face", {
        {{{114, -10, 8, 1.8}, {107, -48, 4, 1.6}}, 0.7},
        {{{24, -84, 3, 1.4}, {60, -78, 3.4, 1.4}, {104, -66, 4, 1.6}, {150, -64, 4, 1.6}}, 2}}));
    half.inside.push_back(hollow("sinus", 0.012, {}, {Plate{{{22, -44}, {40, -82}, {84, -78}, {92, -58}, {70, -46}}, 22, 6, 0}}));
    half.inside.push_back(hollow("air", 0.011, {{{{84, -30, 7, 0}, {112, 20, 10, 0}, {110, 70, 11, 0}}, 1.5},
                                               {{{4, -60, 6, 0}, {6, -84, 6, 0}}, 2}}));
    half.inside.push_back(bone("hyoid", {{{{60, 74, 3, 1.4}, {96, 66, 3, 1.4}}}}));
    half.inside.push_back(hollow("canal", 0.02, {{{{40, 54, 1.6, 0}, {84, 42, 1.6, 0}, {114, 8, 1.6, 0}}}}));
    double x = 3.6;
    for (int i = 0; i < 8; ++i) {
      const double half_width = i < 3 ? 3.5 : i < 5 ? 3.8 : 5.3;
      const double y = bite(x / 95);
      const double lean = 0.05 * x;
      const double upper = random.uniform(19, 23);
      const double lower = random.uniform(19, 23);
      const bool upper_there = random.chance(0.92);
      const bool lower_there = random.chance(0.92);
      if (upper_there) half.inside.push_back(tooth({x, y - 6}, {x + lean * 0.4, y - 6 - upper}, half_width));
      if (lower_there) half.inside.push_back(tooth({x, y + 5}, {x + lean, y + 5 + lower}, half_width * 0.94));
      if (upper_there && random.chance(0.25))
        half.inside.push_back({"filling", {0.3, 0.3, 0}, {{{{x - 1.5, y - 6, 2.2, 1}, {x + 1.5, y - 5, 2, 1}}}}, {}});
      if (lower_there) half.inside.push_back(hollow("pulp", 0.03, {{{{x, y + 7, 1.2, 0}, {x + lean, y + 3 + lower, 0.6, 0}}}}));
      if (upper_there) half.inside.push_back(hollow("pulp", 0.03, {{{{x, y - 8, 1.2, 0}, {x + lean * 0.4, y - 4 - upper, 0.6, 0}}}}));
      x += 2 * half_width + 0.6;
    }
    attach(body, std::move(half), stretched(side, 1));
  }
  return body;
}

// clang-format on

}  // namespace

std::vector<float> skull_lateral(Extent extent, Random& random) {
  const double side = random.chance(0.5) ? -1 : 1;
  Body body;
  const Placement lies = varied(random, 8).after(stretched(side, 1));
  attach(body, lateral_skull(random), lies);
  return exposed(body, {{0, 24}, {250, 284}}, extent, random);
}

std::vector<float> skull_frontal(Extent extent, Random& random) {
  Body body;
  const Placement lies = varied(random, 5);
  attach(body, frontal_skull(random), lies);
  return exposed(body, {{0, 26}, {206, 300}}, extent, random);
}

std::vector<float> teeth_panoramic(Extent extent, Random& random) {
  Body body;
  const Placement lies = varied(random, 2);
  attach(body, panorama(random), lies);
  return exposed(body, {{0, -2}, {290, 160}}, extent, random);
}

}  // namespace osteon::phantom
