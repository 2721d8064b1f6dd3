// What a camera might have taken, in grey.
#include <algorithm>
#include <cmath>
#include <utility>

#include "osteon/phantom/out_of_scope/canvas.hpp"
#include "osteon/phantom/out_of_scope/fractal.hpp"
#include "osteon/phantom/out_of_scope/kinds.hpp"
#include "osteon/phantom/solids.hpp"

namespace osteon::phantom {
namespace {

Ink textured(double grey, double height, double size, Random& random) {
  return [=, lumps = Fractal(random.next(), size, 5, 0.65)](double x, double y) {
    return static_cast<float>(grey + height * lumps.at(x, y));
  };
}

/// A ball lit from `light`, a unit vector in the plane.
Ink lit_ball(Point centre, double radius, double grey, Point light) {
  return [=](double x, double y) {
    const Point off = (Point{x, y} - centre) * (1 / radius);
    const double up = std::sqrt(std::max(0.0, 1 - dot(off, off)));
    const double shine = std::max(0.0, 0.6 * dot(off, light) + 0.75 * up);
    return static_cast<float>(grey * (0.2 + 0.85 * shine) + 0.5 * std::pow(shine, 18));
  };
}

/// Vignette, a soft lens and grain.
std::vector<float> photographed(Canvas canvas, Random& random) {
  if (random.chance(0.5)) canvas.blur(random.uniform(1, 3));
  const double fall = random.uniform(0, 0.5);
  const double contrast = random.uniform(0.7, 1.1);
  const Point middle = canvas.at({0.5, 0.5});
  canvas.change([&](int x, int y, float grey) {
    const double off = length(Point{x + 0.0, y + 0.0} - middle) / length(middle);
    return static_cast<float>((0.5 + (grey - 0.5) * contrast) * (1 - fall * off * off));
  });
  canvas.grain(random.uniform(0, 0.03), random);
  return std::move(canvas).finished();
}

void tree(Canvas& canvas, Point foot, double tall, double grey, Random& random) {
  canvas.line({foot, foot - Point{tall * random.uniform(-0.06, 0.06), tall * 0.6}}, tall * 0.03,
              plain(grey * 0.6));
  const Point crown = foot - Point{0, tall * 0.72};
  for (int i = 0; i < 14; ++i) {
    const Point at =
        crown + Point{random.uniform(-0.24, 0.24) * tall, random.uniform(-0.26, 0.22) * tall};
    const std::vector<Point> leaf = blob(at, tall * 0.14, tall * 0.12, 0.35, random);
    const double shade = random.uniform(0.7, 1.3);
    canvas.fill(leaf, textured(grey * shade, 0.12, tall * 0.05, random), 1);
  }
}

}  // namespace

std::vector<float> landscape(Extent extent, Random& random) {
  Canvas canvas(extent, 0);
  const double horizon = random.uniform(0.3, 0.65);
  const double bright = random.uniform(0.5, 1);
  const Fractal clouds{random.next(), canvas.width() * random.uniform(0.2, 0.6), 6, 0.55};
  const double cover = random.uniform(-0.4, 0.3);
  canvas.cover([&](double x, double y) {
    const double cloud = std::clamp(clouds.at(x, y * 2.2) + cover, 0.0, 0.6);
    return static_cast<float>(bright * (0.62 + 0.3 * y / canvas.height()) + 0.5 * cloud);
  });
  if (random.chance(0.4))
    canvas.ellipse(canvas.at({random.uniform(0.1, 0.9), random.uniform(0.05, horizon)}),
                   canvas.unit() * 0.05, canvas.unit() * 0.05, 0, plain(1), 6);
  const int ranges = 2 + random.below(3);
  for (int range = 0; range < ranges; ++range) {
    const double near = (range + 1.0) / (ranges + 1);
    const Fractal ridge{random.next(), canvas.width() * random.uniform(0.25, 0.6), 7, 0.5};
    const double base = horizon + 0.12 * (near - 0.5);
    std::vector<Point> ring{{canvas.width() + 2, canvas.height() + 2}, {-2, canvas.height() + 2}};
    for (double x = -2; x <= canvas.width() + 2; x += 2)
      ring.push_back({x, canvas.height() * (base + 0.16 * (1.15 - near) * ridge.at(x, 0))});
    canvas.fill(ring, textured(bright * (0.62 - 0.34 * near), 0.05 + 0.1 * near,
                               canvas.unit() * 0.08, random));
  }
  const Fractal ground(random.next(), canvas.unit() * 0.3, 7, 0.75);
  const double earth = random.uniform(0.2, 0.5);
  const double level = horizon + random.uniform(0.1, 0.25);
  canvas.fill(
      {canvas.at({-0.1, level}), canvas.at({1.1, level}), canvas.at({1.1, 1.1}),
       canvas.at({-0.1, 1.1})},
      [&](double x, double y) {
        // The nearer, the coarser.
        const double distance =
            canvas.height() / std::max(1.0, y - canvas.height() * (level - 0.06));
        return static_cast<float>(
            earth + 0.25 * ground.at((x - canvas.width() / 2) * distance * 0.4, distance * 200));
      });
  for (int i = random.below(7); i > 0; --i) {
    const double down = random.uniform(level, 0.95);
    const Point foot = canvas.at({random.uniform(0, 1), down});
    const double tall = canvas.height() * (0.1 + 0.7 * (down - level + 0.1));
    tree(canvas, foot, tall, random.uniform(0.1, 0.35), random);
  }
  return photographed(std::move(canvas), random);
}

std::vector<float> still_life(Extent extent, Random& random) {
  Canvas canvas(extent, 0);
  const double u = canvas.unit();
  const double edge = random.uniform(0.35, 0.6);
  const double wall = random.uniform(0.15, 0.85);
  canvas.cover(textured(wall, random.uniform(0, 0.12), u * 0.4, random));
  const double wood = random.uniform(0.25, 0.75);
  const Fractal grain(random.next(), u * 0.2, 5, 0.6);
  canvas.fill(
      {canvas.at({-0.1, edge}), canvas.at({1.1, edge + random.uniform(-0.05, 0.05)}),
       canvas.at({1.1, 1.1}), canvas.at({-0.1, 1.1})},
      [&](double x, double y) { return static_cast<float>(wood + 0.12 * grain.at(x * 0.15, y)); });
  const double side = random.chance(0.5) ? 1 : -1;
  const Point light{-0.6 * side, -0.8};
  const int things = 3 + random.below(6);
  for (int i = 0; i < things; ++i) {
    const double size = u * random.uniform(0.07, 0.2);
    const Point foot =
        canvas.at({random.uniform(0.08, 0.92), edge + (0.97 - edge) * (i + 0.6) / things});
    const double grey = random.uniform(0.15, 0.95);
    canvas.ellipse(foot + Point{side * size * 0.5, -size * 0.06}, size * 1.25, size * 0.22, 0,
                   plain(wood * 0.35), size * 0.2);
    switch (random.below(4)) {
      case 0: {
        const Point centre = foot - Point{0, size};
        canvas.ellipse(centre, size, size, 0, lit_ball(centre, size, grey, light));
        break;
      }
      case 1: {
        const double tall = size * random.uniform(1, 2.4);
        const double deep = size * random.uniform(0.3, 0.7);
        const Point a = foot - Point{size, tall};
        const Point b = foot + Point{size * 0.6, 0};
        canvas.box(a, b, textured(grey * 0.8, 0.05, size, random));
        canvas.fill({a, {a.x + deep, a.y - deep * 0.6}, {b.x + deep, a.y - deep * 0.6}, {b.x, a.y}},
                    plain(grey));
        canvas.fill({{b.x, a.y}, {b.x + deep, a.y - deep * 0.6}, {b.x + deep, b.y - deep * 0.6}, b},
                    plain(grey * 0.45));
        break;
      }
      case 2: {
        const double tall = size * random.uniform(1.4, 2.6);
        const Point top = foot - Point{0, tall};
        const auto body = [=](double x, double) {
          const double off = (x - foot.x) / (size * 0.7);
          return static_cast<float>(
              grey * (0.3 + 0.75 * std::sqrt(std::max(
                                       0.0, 1 - (off + 0.35 * side) * (off + 0.35 * side)))));
        };
        canvas.ellipse(foot, size * 0.7, size * 0.2, 0, body);
        canvas.box(top - Point{size * 0.7, 0}, foot + Point{size * 0.7, 0}, body);
        canvas.ellipse(top, size * 0.7, size * 0.2, 0, plain(grey * 0.9));
        canvas.ellipse(top, size * 0.58, size * 0.15, 0, plain(grey * 0.25));
        if (random.chance(0.5))
          canvas.line(
              smooth_ring(
                  {top + Point{size * 0.66, tall * 0.2}, top + Point{size * 1.2, tall * 0.3},
                   top + Point{size * 1.2, tall * 0.6}, top + Point{size * 0.66, tall * 0.75}},
                  8),
              size * 0.07, plain(grey * 0.7));
        break;
      }
      default: {
        const Point tip = foot - Point{random.uniform(-1, 1) * size, size * random.uniform(1.5, 3)};
        for (int leaf = 0; leaf < 7; ++leaf) {
          const Point at =
              tip + Point{random.uniform(-1, 1) * size, random.uniform(-0.6, 0.8) * size};
          canvas.line({foot, at}, size * 0.03, plain(0.2));
          const double turn = random.uniform(0, 180);
          const Ink green = textured(random.uniform(0.2, 0.7), 0.1, size * 0.2, random);
          canvas.ellipse(at, size * 0.36, size * 0.14, turn, green);
        }
      }
    }
  }
  return photographed(std::move(canvas), random);
}

std::vector<float> leaves(Extent extent, Random& random) {
  // Things of all sizes that hide each other have the statistics of natural scenes (Lee, Mumford,
  // Huang, IJCV 2001).
  Canvas canvas(extent, random.uniform());
  const double u = canvas.unit();
  const int count = 150 + random.below(350);
  const int style = random.below(3);
  for (int i = 0; i < count; ++i) {
    const double share = random.uniform(0.05, 1);
    const double size = u * 0.012 / (share * share * share + 0.03);
    const Point at = canvas.at({random.uniform(-0.1, 1.1), random.uniform(-0.1, 1.1)});
    const double grey = random.uniform();
    const Ink ink =
        random.chance(0.5)
            ? textured(grey, random.uniform(0.02, 0.2), size * 0.5, random)
            : ramp(at - Point{size, size}, grey, at + Point{size, size * 0.4}, random.uniform());
    const double turn = random.uniform(0, 180);
    if (style == 0)
      canvas.ellipse(at, size, size * random.uniform(0.3, 1), turn, ink);
    else if (style == 1)
      canvas.fill(blob(at, size, size * 0.7, 0.4, random), ink);
    else {
      const Placement put = moved(at).after(turned(turn));
      const double long_ = size * random.uniform(0.3, 1.2);
      canvas.fill(
          {put({-size, -long_}), put({size, -long_}), put({size, long_}), put({-size, long_})},
          ink);
    }
  }
  return photographed(std::move(canvas), random);
}

std::vector<float> face(Extent extent, Random& random) {
  Canvas canvas(extent, 0);
  const double u = canvas.unit();
  const double wall = random.uniform(0.1, 0.9);
  canvas.cover(textured(wall, random.uniform(0.02, 0.2), u * 0.5, random));
  canvas.blur(u * 0.03);
  const double skin = random.uniform(0.3, 0.85);
  const double hair = random.uniform(0.03, 0.6);
  const Point middle = canvas.at({random.uniform(0.42, 0.58), random.uniform(0.42, 0.5)});
  const double wide = u * random.uniform(0.22, 0.3);
  const double tall = wide * random.uniform(1.25, 1.45);
  const double turn = random.uniform(-10, 10);
  const double look = random.uniform(-0.14, 0.14);
  const Placement head = moved(middle).after(turned(turn)).after(stretched(wide, tall));
  const auto put = [&](double x, double y) { return head({x + look, y}); };
  const auto ring = [&](std::vector<Point> corners) {
    for (Point& corner : corners) corner = head(corner);
    return smooth_ring(corners, 8);
  };
  const double side = random.chance(0.5) ? 1 : -1;
  const Ink shaded = [=](double x, double y) {
    const Point off{(x - middle.x) / wide, (y - middle.y) / tall};
    const double up = std::sqrt(std::max(0.04, 1.15 - dot(off, off)));
    return static_cast<float>(skin * (0.35 + 0.55 * up + 0.22 * side * off.x - 0.08 * off.y));
  };
  const Ink strands = [=, lock = Fractal(random.next(), u * 0.05, 4, 0.7)](double x, double y) {
    return static_cast<float>(hair + 0.1 * lock.at(x * 2.5, y * 0.3));
  };
  canvas.fill(ring({{-1.9, 2.6}, {-1.7, 1.6}, {-0.6, 1.2}, {0.6, 1.2}, {1.7, 1.6}, {1.9, 2.6}}),
              textured(random.uniform(), 0.05, u * 0.1, random), 1);
  const double length_of_hair = random.uniform(0.2, 1.5);
  canvas.fill(ring({{-1.16, length_of_hair},
                    {-1.25, -0.3},
                    {-0.8, -1.1},
                    {0, -1.32},
                    {0.8, -1.1},
                    {1.25, -0.3},
                    {1.16, length_of_hair},
                    {0, length_of_hair * 0.6}}),
              strands, 2);
  canvas.fill(ring({{-0.42, 0.7}, {0.42, 0.7}, {0.5, 1.5}, {0, 1.7}, {-0.5, 1.5}}),
              plain(skin * 0.62), 2);
  for (const double ear : {-1.0, 1.0})
    canvas.ellipse(head({ear * 1.0, 0.05}), wide * 0.12, tall * 0.2, turn, plain(skin * 0.7), 2);
  canvas.fill(ring({{-0.9, -0.4},
                    {-0.94, 0.1},
                    {-0.72, 0.65},
                    {-0.3, 0.98},
                    {0.3, 0.98},
                    {0.72, 0.65},
                    {0.94, 0.1},
                    {0.9, -0.4},
                    {0.5, -0.9},
                    {-0.5, -0.9}}),
              shaded, 2);
  canvas.fill(ring({{-1, -0.35},
                    {-0.84, -0.9},
                    {0, -1.2},
                    {0.84, -0.9},
                    {1, -0.35},
                    {0.7, -0.62},
                    {0.1, -0.72},
                    {-0.6, -0.6}}),
              strands, 2);
  for (const double eye : {-1.0, 1.0}) {
    const Point at = put(eye * 0.38, -0.1);
    canvas.ellipse(at, wide * 0.27, tall * 0.14, turn, plain(skin * 0.55), u * 0.02);
    canvas.ellipse(at, wide * 0.17, tall * 0.065, turn, plain(std::min(1.0, skin + 0.25)), 1);
    canvas.ellipse(put(eye * 0.38 + look * 0.4, -0.1), wide * 0.075, tall * 0.058, turn,
                   plain(0.12), 1);
    canvas.ellipse(put(eye * 0.38 + look * 0.4 + 0.02, -0.12), wide * 0.018, tall * 0.014, turn,
                   plain(1));
    canvas.line({put(eye * 0.2, -0.28), put(eye * 0.38, -0.33), put(eye * 0.58, -0.28)}, u * 0.008,
                plain(hair * 0.8), 2);
  }
  canvas.line({put(side * 0.04, -0.05), put(side * 0.1, 0.3)}, u * 0.012, plain(skin * 0.66),
              u * 0.025);
  canvas.ellipse(put(-0.09, 0.34), wide * 0.05, tall * 0.025, turn, plain(0.1), 2);
  canvas.ellipse(put(0.09, 0.34), wide * 0.05, tall * 0.025, turn, plain(0.1), 2);
  const double smile = random.uniform(-0.03, 0.1);
  canvas.fill(
      ring({{-0.3 + look, 0.58 - smile}, {look, 0.54}, {0.3 + look, 0.58 - smile}, {look, 0.68}}),
      plain(skin * 0.45), 2);
  canvas.line({put(-0.3, 0.58 - smile), put(0, 0.6), put(0.3, 0.58 - smile)}, u * 0.003, plain(0.1),
              1);
  if (random.chance(0.3))
    for (const double eye : {-1.0, 1.0}) {
      canvas.line(ellipse_ring(put(eye * 0.38, -0.08), wide * 0.26, tall * 0.16, turn), u * 0.006,
                  plain(0.08));
      canvas.line({put(eye * 0.12, -0.1), put(0, -0.13)}, u * 0.006, plain(0.08));
    }
  return photographed(std::move(canvas), random);
}

std::vector<float> street(Extent extent, Random& random) {
  Canvas canvas(extent, 0);
  const double u = canvas.unit();
  const Point vanishing = canvas.at({random.uniform(0.3, 0.7), random.uniform(0.4, 0.6)});
  const double sky = random.uniform(0.5, 1);
  canvas.cover(ramp(canvas.at({0.5, 0}), sky * 0.85, canvas.at({0.5, 0.6}), sky));
  const auto towards = [&](Point p, double share) { return p + (vanishing - p) * share; };
  canvas.fill({canvas.at({-0.4, 1.05}), vanishing, canvas.at({1.4, 1.05})},
              textured(random.uniform(0.2, 0.45), 0.06, u * 0.04, random));
  for (const bool right : {false, true}) {
    const double x = right ? canvas.width() * 1.02 : -canvas.width() * 0.02;
    double share = 0;
    while (share < 0.85) {
      const double until = std::min(0.93, share + random.uniform(0.14, 0.3));
      const double roof = canvas.height() * random.uniform(-0.5, 0.2);
      const Point top{x, roof};
      const Point foot{x, canvas.height() * 1.05};
      const double wall = random.uniform(0.2, 0.8) * (right ? 0.7 : 1);
      canvas.fill(
          {towards(top, share), towards(top, until), towards(foot, until), towards(foot, share)},
          textured(wall, 0.05, u * 0.06, random));
      const int rows = 3 + random.below(5);
      const int columns = 2 + random.below(3);
      const double glass = random.uniform(0.05, 0.9);
      for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column) {
          const auto corner = [&](double across, double down) {
            const double along = share + (until - share) * (column + across) / columns;
            const Point edge = top + (foot - top) * ((row + down) / (rows + 0.6));
            return towards(edge, along);
          };
          canvas.fill({corner(0.25, 0.3), corner(0.75, 0.3), corner(0.75, 0.8), corner(0.25, 0.8)},
                      plain(glass * random.uniform(0.7, 1.1)));
        }
      share = until;
    }
  }
  for (int i = 0; i < 9; ++i) {
    const double near = 1 - 1 / (1 + 0.35 * i);
    const Point a = towards(canvas.at({0.5, 1.05}), near);
    const Point b = towards(canvas.at({0.5, 1.05}), 1 - 1 / (1.14 + 0.35 * i));
    canvas.line({a, b}, u * 0.012 * (1 - near), plain(0.9));
  }
  for (int car = random.below(4); car >= 0; --car) {
    const double near = random.uniform(0.1, 0.7);
    const Point at = towards(canvas.at({random.uniform(0.1, 0.9), 1}), near);
    const double size = u * 0.2 * (1 - near);
    const double paint = random.uniform(0.05, 0.95);
    canvas.ellipse(at, size, size * 0.15, 0, plain(0.05), 2);
    canvas.fill(
        smooth_ring({at + Point{-size, 0}, at + Point{-size * 0.95, -size * 0.4},
                     at + Point{-size * 0.6, -size * 0.75}, at + Point{size * 0.6, -size * 0.75},
                     at + Point{size * 0.95, -size * 0.4}, at + Point{size, 0}},
                    5),
        plain(paint));
    canvas.box(at + Point{-size * 0.5, -size * 0.68}, at + Point{size * 0.5, -size * 0.42},
               plain(0.15));
    for (const double wheel : {-0.6, 0.6})
      canvas.ellipse(at + Point{wheel * size, 0}, size * 0.16, size * 0.18, 0, plain(0.06));
  }
  return photographed(std::move(canvas), random);
}

}  // namespace osteon::phantom
