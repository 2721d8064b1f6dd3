// Slices of CT and MR, and an ultrasound sector, painted rather than exposed.
#include <algorithm>
#include <cmath>
#include <utility>

#include "osteon/phantom/out_of_scope/canvas.hpp"
#include "osteon/phantom/out_of_scope/fractal.hpp"
#include "osteon/phantom/out_of_scope/kinds.hpp"
#include "osteon/phantom/solids.hpp"

namespace osteon::phantom {
namespace {

/// A grey with lumps of `size` pixels in it, `height` high.
Ink tissue(double grey, double height, double size, Random& random) {
  return [=, lumps = Fractal(random.next(), size, 4, 0.6)](double x, double y) {
    return static_cast<float>(grey + height * lumps.at(x, y));
  };
}

/// What a scanner writes into the corners of a slice.
void annotate(Canvas& canvas, Random& random) {
  if (random.chance(0.4)) return;
  const double height = std::max(6.0, canvas.unit() * random.uniform(0.016, 0.024));
  const Ink ink = plain(random.uniform(0.7, 1));
  const auto number = [&](int most) { return std::to_string(random.below(most)); };
  const std::string slice = "IM " + number(200);
  const std::string window = "W " + number(400) + " L " + number(90);
  canvas.write(canvas.at({0.02, 0.02}), slice, height, ink);
  canvas.write(canvas.at({0.02, 0.06}), "SL 5.0", height, ink);
  canvas.write(canvas.at({0.02, 0.94}), window, height, ink);
  canvas.write(canvas.at({0.95, 0.48}), random.chance(0.5) ? "L" : "R", height * 1.2, ink);
}

/// Noise of the detector over all but the padding.
std::vector<float> scanned(Canvas canvas, double noise, Random& random) {
  canvas.blur(canvas.unit() / 300);
  canvas.grain(noise, random);
  annotate(canvas, random);
  return std::move(canvas).finished();
}

/// An arc of the table that the patient lies on.
void table(Canvas& canvas, double top, Random& random) {
  const double u = canvas.unit();
  const double bend = random.uniform(0.02, 0.07);
  for (const double under : {0.0, 0.03})
    canvas.line(smooth_ring({canvas.at({0.12, top + under}), canvas.at({0.5, top + bend + under}),
                             canvas.at({0.88, top + under}), canvas.at({0.5, top + bend + under})},
                            8),
                u * 0.003, plain(random.uniform(0.3, 0.6)));
}

}  // namespace

std::vector<float> ct_head(Extent extent, Random& random) {
  Canvas canvas(extent, random.uniform(0, 0.03));
  const double u = canvas.unit() * random.uniform(0.92, 1.05);
  const Point middle = canvas.at({random.uniform(0.47, 0.53), random.uniform(0.46, 0.52)});
  const double turn = random.uniform(-9, 9);
  const Placement head = moved(middle).after(turned(turn));
  const double wide = random.uniform(0.33, 0.37) * u;
  const double long_ = random.uniform(0.41, 0.45) * u;
  const double bone = random.uniform(0.02, 0.032) * u;
  const double brain = random.uniform(0.34, 0.5);
  if (random.chance(0.6))
    canvas.line(
        smooth_ring({middle + Point{-wide * 1.1, long_ * 0.5}, middle + Point{0, long_ * 1.14},
                     middle + Point{wide * 1.1, long_ * 0.5}, middle + Point{0, long_ * 1.16}},
                    8),
        u * 0.006, plain(0.3));
  canvas.ellipse(middle, wide * 1.08, long_ * 1.07, turn, plain(random.uniform(0.2, 0.34)));
  canvas.ellipse(middle, wide, long_, turn, plain(1), u * 0.004);
  canvas.ellipse(middle, wide - bone, long_ - bone * 1.1, turn, plain(brain * 0.55), u * 0.004);

  const Fractal folds(random.next(), u * 0.085, 3, 0.5);
  const Fractal fine(random.next(), u * 0.02, 2, 0.6);
  const double white = random.uniform(0.03, 0.07);
  canvas.ellipse(
      middle, wide - bone * 1.5, long_ - bone * 1.6, turn,
      [=](double x, double y) {
        const Point off{(x - middle.x) / wide, (y - middle.y) / long_};
        const double rim = std::clamp((length(off) - 0.6) * 4, 0.0, 1.0);
        const double furrow = std::abs(folds.at(x, y)) < 0.07 ? rim : 0.0;
        return static_cast<float>(brain + white * (rim - 0.5) - 0.22 * furrow +
                                  0.02 * fine.at(x, y));
      },
      u * 0.006);
  canvas.line({head({0, -long_ * 0.9}), head({0, -long_ * 0.35})}, u * 0.002, plain(brain + 0.15));
  canvas.line({head({0, long_ * 0.35}), head({0, long_ * 0.9})}, u * 0.002, plain(brain + 0.15));
  const double size = random.uniform(0.7, 1.5);
  for (const double side : {-1.0, 1.0}) {
    const Ink fluid = plain(brain * random.uniform(0.3, 0.5));
    canvas.ellipse(head({side * u * 0.035 * size, -u * 0.1}), u * 0.022 * size, u * 0.06,
                   turn + side * 24, fluid, u * 0.006);
    canvas.ellipse(head({side * u * 0.055 * size, u * 0.1}), u * 0.024 * size, u * 0.07,
                   turn - side * 28, fluid, u * 0.006);
    canvas.ellipse(head({side * u * 0.075, u * 0.005}), u * 0.035, u * 0.05, turn,
                   plain(brain + 0.06), u * 0.02);
  }
  if (random.chance(0.2))
    canvas.fill(blob(head({random.uniform(-0.2, 0.2) * u, random.uniform(-0.2, 0.2) * u}), u * 0.07,
                     u * 0.06, 0.3, random),
                plain(brain + 0.25), u * 0.01);
  return scanned(std::move(canvas), random.uniform(0.01, 0.05), random);
}

std::vector<float> ct_abdomen(Extent extent, Random& random) {
  Canvas canvas(extent, random.uniform(0, 0.02));
  const double u = canvas.unit();
  const double w = canvas.width() * random.uniform(0.4, 0.46);
  const double h = u * random.uniform(0.34, 0.4);
  const Point middle = canvas.at({0.5, random.uniform(0.44, 0.5)});
  const auto place = [&](double x, double y) { return middle + Point{x * w, y * h}; };
  const auto lump = [&](double x, double y, double across, double down, double wobble, double grey,
                        double soft) {
    const std::vector<Point> ring = blob(place(x, y), across * w, down * h, wobble, random);
    canvas.fill(ring, tissue(grey, 0.02, u * 0.03, random), soft * u);
  };
  table(canvas, middle.y / canvas.height() + h / canvas.height() + 0.02, random);
  const double fat = random.uniform(0.18, 0.28);
  const double muscle = random.uniform(0.42, 0.52);
  lump(0, 0, 1, 1, 0.02, fat, 0.003);
  lump(0, 0.02, 0.88, 0.84, 0.02, muscle, 0.003);
  lump(0, -0.08, 0.8, 0.7, 0.04, fat * 0.9, 0.004);
  for (const double side : {-1.0, 1.0}) {
    lump(side * 0.3, 0.68, 0.24, 0.16, 0.1, muscle, 0.004);
    lump(side * 0.2, 0.36, 0.11, 0.15, 0.1, muscle, 0.004);
    for (int rib = 0; rib < 4; ++rib) {
      const double angle = radians(-35 + 30.0 * rib);
      canvas.ellipse(place(side * 0.85 * std::cos(angle), 0.82 * std::sin(angle)), u * 0.035,
                     u * 0.012, side * (90 + 30.0 * rib), plain(random.uniform(0.8, 1)), u * 0.003);
    }
  }
  const double organ = random.uniform(0.5, 0.62);
  lump(-0.42, -0.12, 0.42, 0.58, 0.1, organ, 0.004);        // liver
  lump(0.58, 0.12, 0.17, 0.36, 0.15, organ + 0.03, 0.004);  // spleen
  for (const double side : {-1.0, 1.0}) {
    lump(side * 0.4, 0.42, 0.13, 0.2, 0.1, organ + 0.18, 0.004);
    lump(side * 0.36, 0.42, 0.05, 0.1, 0.2, fat + 0.06, 0.006);
  }
  lump(0.3, -0.44, 0.3, 0.22, 0.2, organ - 0.1, 0.004);  // stomach
  const int loops = 3 + random.below(6);
  for (int loop = 0; loop < loops; ++loop) {
    const double x = random.uniform(-0.1, 0.62);
    const double y = random.uniform(-0.6, 0.1);
    lump(x, y, 0.1, 0.11, 0.2, organ - 0.06, 0.004);
    if (random.chance(0.5)) lump(x, y - 0.03, 0.06, 0.06, 0.2, 0.02, 0.004);
  }
  const double vessel = random.chance(0.6) ? 0.9 : 0.5;
  canvas.ellipse(place(0.06, 0.24), u * 0.035, u * 0.035, 0, plain(vessel), u * 0.003);
  canvas.ellipse(place(-0.1, 0.2), u * 0.034, u * 0.028, 10, plain(vessel - 0.1), u * 0.003);
  lump(0, 0.46, 0.13, 0.19, 0.04, 0.92, 0.004);  // vertebra
  lump(0, 0.46, 0.1, 0.14, 0.04, 0.7, 0.006);
  canvas.line({place(-0.24, 0.64), place(0, 0.66), place(0.24, 0.64)}, u * 0.014, plain(0.9),
              u * 0.003);
  canvas.line({place(0, 0.66), place(0, 0.84)}, u * 0.012, plain(0.92), u * 0.003);
  canvas.ellipse(place(0, 0.62), u * 0.025, u * 0.022, 0, plain(0.4), u * 0.003);
  return scanned(std::move(canvas), random.uniform(0.015, 0.05), random);
}

std::vector<float> mr_head(Extent extent, Random& random) {
  Canvas canvas(extent, random.uniform(0, 0.03));
  const double u = canvas.unit();
  const Point middle = canvas.at({0.5, random.uniform(0.48, 0.52)});
  const double wide = u * random.uniform(0.35, 0.39);
  const double long_ = u * random.uniform(0.43, 0.46);
  const bool fluid_bright = random.chance(0.5);
  const double white = fluid_bright ? random.uniform(0.28, 0.36) : random.uniform(0.6, 0.72);
  const double grey = fluid_bright ? random.uniform(0.44, 0.54) : random.uniform(0.42, 0.5);
  const double fluid = fluid_bright ? 0.95 : 0.12;
  canvas.ellipse(middle, wide, long_, 0, plain(random.uniform(0.6, 0.95)), u * 0.004);
  canvas.ellipse(middle, wide * 0.945, long_ * 0.955, 0, plain(0.06), u * 0.004);
  canvas.ellipse(middle, wide * 0.885, long_ * 0.9, 0, plain(fluid * 0.8), u * 0.004);
  // Cortex follows the folds: a ribbon of grey on both sides of each furrow.
  const Fractal folds(random.next(), u * 0.11, 3, 0.45);
  const Fractal fine(random.next(), u * 0.02, 2, 0.5);
  canvas.ellipse(
      middle, wide * 0.86, long_ * 0.87, 0,
      [=](double x, double y) {
        const Point off{(x - middle.x) / (wide * 0.86), (y - middle.y) / (long_ * 0.87)};
        const double from_centre = length(off);
        const double fold = std::abs(folds.at(x, y));
        const double rim = std::clamp((from_centre - 0.45) * 3, 0.0, 1.0);
        double value = white;
        if (from_centre > 0.9 || (rim > 0.2 && fold < 0.26 * rim)) value = grey;
        if (rim > 0.4 && fold < 0.055 * rim) value = fluid;
        return static_cast<float>(value + 0.025 * fine.at(x, y));
      },
      u * 0.003);
  canvas.line({middle - Point{0, long_ * 0.88}, middle - Point{0, long_ * 0.3}}, u * 0.004,
              plain(fluid), u * 0.003);
  canvas.line({middle + Point{0, long_ * 0.3}, middle + Point{0, long_ * 0.88}}, u * 0.004,
              plain(fluid), u * 0.003);
  const double size = random.uniform(0.8, 1.5);
  for (const double side : {-1.0, 1.0}) {
    canvas.ellipse(middle + Point{side * u * 0.1, 0}, u * 0.04, u * 0.07, side * 10, plain(grey),
                   u * 0.006);
    canvas.ellipse(middle + Point{side * u * 0.05, u * 0.03}, u * 0.035, u * 0.05, side * 20,
                   plain(grey), u * 0.006);
    canvas.ellipse(middle + Point{side * u * 0.035 * size, -u * 0.1}, u * 0.018 * size, u * 0.07,
                   side * 22, plain(fluid), u * 0.003);
    canvas.ellipse(middle + Point{side * u * 0.055 * size, u * 0.13}, u * 0.022 * size, u * 0.07,
                   -side * 26, plain(fluid), u * 0.003);
  }
  const double slope = random.uniform(-0.25, 0.25);
  canvas.change([&](int x, int, float value) {
    return static_cast<float>(value * (1 + slope * (x / canvas.width() - 0.5)));
  });
  return scanned(std::move(canvas), random.uniform(0.01, 0.035), random);
}

std::vector<float> mr_spine(Extent extent, Random& random) {
  Canvas canvas(extent, 0.02);
  const double w = canvas.width();
  const double h = canvas.height();
  const double u = canvas.unit();
  const bool fluid_bright = random.chance(0.5);
  const double marrow = random.uniform(0.4, 0.7);
  canvas.fill({canvas.at({-0.2, -0.1}), canvas.at({0.9, -0.1}), canvas.at({0.93, 0.4}),
               canvas.at({0.88, 0.75}), canvas.at({0.95, 1.1}), canvas.at({-0.2, 1.1})},
              tissue(random.uniform(0.7, 0.9), 0.06, u * 0.05, random), u * 0.004);
  canvas.fill({canvas.at({-0.2, -0.1}), canvas.at({0.76, -0.1}), canvas.at({0.8, 0.4}),
               canvas.at({0.76, 0.8}), canvas.at({0.8, 1.1}), canvas.at({-0.2, 1.1})},
              tissue(random.uniform(0.22, 0.34), 0.16, u * 0.08, random), u * 0.02);
  const double bend = random.uniform(0.03, 0.09) * w;
  const auto axis = [&](double share) {
    return Point{w * 0.42 - bend * std::sin(share * 6.0), share * h};
  };
  std::vector<Point> canal;
  std::vector<Point> cord;
  for (int i = -1; i <= 21; ++i) {
    canal.push_back(axis(i / 20.0) + Point{w * 0.165, 0});
    if (i < 13) cord.push_back(canal.back());
  }
  canvas.line(canal, w * 0.045, plain(fluid_bright ? 0.92 : 0.18), u * 0.004);
  canvas.line(cord, w * 0.02, plain(fluid_bright ? 0.35 : 0.5), u * 0.006);
  const int count = 8 + random.below(5);
  for (int i = -1; i <= count; ++i) {
    const double share = (i + 0.5) / count;
    const Point centre = axis(share);
    const Point next = axis((i + 1.0) / count);
    const double tall = 0.4 * h / count;
    const double wide = w * 0.1;
    const double turn = 57.3 * std::atan2(axis(share + 0.02).x - axis(share - 0.02).x, 0.04 * h);
    const Placement put = moved(centre).after(turned(-turn));
    canvas.fill(smooth_ring({put({-wide, -tall}), put({0, -tall * 0.86}), put({wide, -tall}),
                             put({wide * 0.9, 0}), put({wide, tall}), put({0, tall * 0.86}),
                             put({-wide, tall}), put({-wide * 0.9, 0})},
                            5),
                tissue(marrow, 0.05, u * 0.03, random), u * 0.004);
    const double wet = random.uniform(0.1, 0.75);
    canvas.ellipse(next, wide * 1.02, tall * 0.2, -turn, plain(fluid_bright ? wet : wet * 0.6),
                   u * 0.004);
    const Point back = centre + Point{w * 0.29, h * 0.3 / count};
    canvas.ellipse(back, w * 0.07, tall * 0.5, 24 - turn,
                   tissue(marrow + 0.05, 0.05, u * 0.03, random), u * 0.006);
  }
  canvas.change([&](int x, int, float value) {
    return static_cast<float>(value * (0.45 + 0.65 * x / canvas.width()));
  });
  return scanned(std::move(canvas), random.uniform(0.01, 0.03), random);
}

std::vector<float> ultrasound(Extent extent, Random& random) {
  Canvas canvas(extent, 0.01);
  const double u = canvas.unit();
  const double h = canvas.height();
  const Point probe = canvas.at({random.uniform(0.45, 0.55), -0.06});
  const double near = h * random.uniform(0.08, 0.2);
  const double far = h * random.uniform(0.92, 1.02);
  const double half_angle = random.uniform(26, 42);
  const Fractal speckle(random.next(), 6, 2, 0.9);
  const Fractal lumps(random.next(), u * 0.25, 4, 0.6);
  const double depth = random.uniform(0.3, 1.1);
  struct Cyst {
    Point centre;
    double across, down, grey;
  };
  std::vector<Cyst> cysts;
  for (int i = 1 + random.below(3); i > 0; --i)
    cysts.push_back({canvas.at({random.uniform(0.3, 0.7), random.uniform(0.3, 0.8)}),
                     u * random.uniform(0.05, 0.16), u * random.uniform(0.04, 0.12),
                     random.uniform(0.05, 0.25)});
  canvas.cover([=](double x, double y) {
    const Point off = Point{x, y} - probe;
    const double range = length(off);
    const double angle = std::atan2(off.x, off.y) * 57.29578;
    if (range < near || range > far || std::abs(angle) > half_angle) return 0.01F;
    double echo = 0.5 + 0.3 * lumps.at(x, y);
    for (const Cyst& cyst : cysts) {
      const double inside =
          length({(x - cyst.centre.x) / cyst.across, (y - cyst.centre.y) / cyst.down});
      if (inside < 1)
        echo *= cyst.grey;
      else if (inside < 1.08)
        echo += 0.3;
    }
    // Speckle lies along the beam: fine in range, broad across.
    const double grain = 0.5 + 0.7 * speckle.at(range * 2.2, angle * 7 + 1000);
    return static_cast<float>(echo * std::max(0.0, grain) *
                              (1.25 - depth * (range - near) / (far - near)));
  });
  for (int i = random.below(3); i >= 0; --i) {
    const double range = random.uniform(near + 0.1 * h, far * 0.8);
    std::vector<Point> arc;
    for (int step = -5; step <= 5; ++step) {
      const double angle = radians(half_angle * 0.16 * step);
      arc.push_back(probe + Point{range * std::sin(angle),
                                  range * std::cos(angle) + random.uniform(-0.006, 0.006) * h});
    }
    canvas.line(arc, u * 0.006, plain(random.uniform(0.5, 0.95)), u * 0.008);
  }
  const double height = std::max(6.0, u * 0.024);
  canvas.write(canvas.at({0.02, 0.03}), "MI 1." + std::to_string(random.below(10)), height,
               plain(0.85));
  canvas.write(canvas.at({0.02, 0.08}), std::to_string(12 + random.below(30)) + "HZ", height,
               plain(0.85));
  for (int tick = 1; tick < 16; ++tick)
    canvas.box(canvas.at({0.96, tick / 16.0}),
               canvas.at({tick % 5 == 0 ? 0.99 : 0.975, tick / 16.0}) + Point{0, 1.5}, plain(0.7));
  canvas.blur(1);
  return std::move(canvas).finished();
}

std::vector<float> breast(Extent extent, Random& random) {
  Canvas canvas(extent, random.uniform(0, 0.04));
  const double w = canvas.width();
  const double h = canvas.height();
  const double reach = w * random.uniform(0.55, 0.88);
  const double nipple = h * random.uniform(0.48, 0.62);
  const std::vector<Point> ring = smooth_ring({{-w * 0.2, h * 0.02},
                                               {w * 0.3, h * 0.08},
                                               {reach * 0.8, nipple - h * 0.22},
                                               {reach, nipple},
                                               {reach * 0.84, nipple + h * 0.2},
                                               {w * 0.28, h * 0.92},
                                               {-w * 0.2, h * 0.97}},
                                              10);
  const Fractal strands(random.next(), w * 0.2, 6, 0.68);
  const Fractal fine(random.next(), w * 0.04, 4, 0.75);
  const double dense = random.uniform(0.1, 0.75);
  const double fat = random.uniform(0.22, 0.34);
  canvas.fill(ring, plain(fat * 0.5), w * 0.05);
  canvas.fill(
      ring,
      [=](double x, double y) {
        const double along = x / reach;
        const double down = (y - nipple) / (h * 0.34);
        const double core = std::clamp(1.2 - std::hypot((along - 0.55) * 1.7, down), 0.0, 1.0);
        const double gland =
            std::clamp(0.5 + 1.1 * strands.at(x, y * 1.3), 0.0, 1.0) * core * dense;
        return static_cast<float>(fat + 0.6 * gland + 0.05 * fine.at(x, y));
      },
      w * 0.02);
  canvas.ellipse({reach, nipple}, w * 0.02, h * 0.016, 0, plain(fat + 0.25), w * 0.01);
  if (random.chance(0.75)) {
    const double top = w * random.uniform(0.28, 0.5);
    const double low = h * random.uniform(0.35, 0.62);
    canvas.fill({{-10, -10}, {top, -10}, {top * 0.5, low * 0.55}, {-10, low}},
                tissue(random.uniform(0.6, 0.8), 0.04, w * 0.1, random), w * 0.014);
  }
  for (int spot = random.below(9); spot > 0; --spot)
    canvas.ellipse({reach * random.uniform(0.2, 0.8), nipple + h * random.uniform(-0.2, 0.2)},
                   w * 0.003, w * 0.003, 0, plain(0.95));
  const bool left = random.chance(0.5);
  if (!left) canvas.mirror();
  if (random.chance(0.8))
    canvas.write(canvas.at({left ? 0.76 : 0.05, 0.05}), left ? "L MLO" : "R MLO",
                 std::max(7.0, h * 0.025), plain(0.9));
  canvas.blur(1);
  canvas.grain(random.uniform(0.004, 0.015), random);
  return std::move(canvas).finished();
}

}  // namespace osteon::phantom
