// Pictures of nothing.
#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "osteon/phantom/out_of_scope/canvas.hpp"
#include "osteon/phantom/out_of_scope/fractal.hpp"
#include "osteon/phantom/out_of_scope/kinds.hpp"

namespace osteon::phantom {

std::vector<float> noise(Extent extent, Random& random) {
  Canvas canvas(extent, random.uniform(0.2, 0.8));
  if (random.chance(0.4)) {
    const double share = random.uniform(0.02, 0.5);
    canvas.change([&](int, int, float grey) {
      if (!random.chance(share)) return grey;
      return random.chance(0.5) ? 1.0F : 0.0F;
    });
  } else {
    canvas.grain(random.uniform(0.06, 0.5), random);
  }
  if (random.chance(0.4)) canvas.blur(random.uniform(2, 8));
  if (random.chance(0.2)) {
    // A detector that reads line by line.
    const Fractal lines(random.next(), 3, 2, 0.9);
    canvas.change([&](int, int y, float grey) { return grey + 0.2F * lines.at(0, y); });
  }
  return std::move(canvas).finished();
}

std::vector<float> gradient(Extent extent, Random& random) {
  Canvas canvas(extent, 0);
  const auto place = [&] {
    const double across = random.uniform(-0.1, 1.1);
    return canvas.at({across, random.uniform(-0.1, 1.1)});
  };
  const double dark = random.uniform(0, 0.5);
  const double bright = dark + random.uniform(0.08, 1 - dark);
  const bool turned_round = random.chance(0.5);
  const Point from = place();
  const Point to = place();
  if (random.chance(0.5)) {
    canvas.cover(ramp(from, turned_round ? dark : bright, to, turned_round ? bright : dark));
  } else {
    const double reach = canvas.unit() * random.uniform(0.3, 1.2);
    canvas.cover([=](double x, double y) {
      const double share = std::min(1.0, length(Point{x, y} - from) / reach);
      return static_cast<float>(turned_round ? dark + (bright - dark) * share
                                             : bright - (bright - dark) * share);
    });
  }
  if (random.chance(0.4)) canvas.grain(random.uniform(0, 0.04), random);
  if (random.chance(0.25)) {
    const int steps = 3 + random.below(10);
    canvas.change([&](int, int, float grey) {
      return std::round(grey * static_cast<float>(steps)) / static_cast<float>(steps);
    });
  }
  return std::move(canvas).finished();
}

std::vector<float> clouds(Extent extent, Random& random) {
  Canvas canvas(extent, 0);
  const double size = canvas.unit() * random.uniform(0.06, 0.9);
  const double fall = random.uniform(0.35, 0.9);
  const double grey = random.uniform(0.25, 0.75);
  const double height = random.uniform(0.15, 0.6);
  const double squash = std::exp(random.uniform(-1.2, 1.2));
  const int style = random.below(4);
  const Fractal lumps(random.next(), size, 8, fall);
  const Fractal drift(random.next(), size, 3, 0.5);
  canvas.cover([&](double x, double y) {
    const double pulled = style == 3 ? x + size * drift.at(x, y) : x;
    double value = lumps.at(pulled * squash, y);
    if (style == 1) value = 1 - 2 * std::abs(value);
    if (style == 2) value = std::sin(9 * value);
    return static_cast<float>(grey + height * value);
  });
  return std::move(canvas).finished();
}

std::vector<float> stripes(Extent extent, Random& random) {
  Canvas canvas(extent, 0);
  const double pitch = canvas.unit() * std::exp(random.uniform(std::log(0.012), std::log(0.25)));
  const double turn = radians(random.uniform(0, 180));
  const double share = random.uniform(0.25, 0.75);
  const double dark = random.uniform(0, 0.4);
  const double bright = random.uniform(0.55, 1);
  const double bend = random.chance(0.4) ? random.uniform(0.2, 1.5) : 0;
  const int style = random.below(4);
  const Point middle = canvas.at({random.uniform(0.2, 0.8), random.uniform(0.2, 0.8)});
  const auto phase = [](double value) { return value - std::floor(value); };
  canvas.cover([&](double x, double y) {
    const Point off = Point{x, y} - middle;
    const double along = (off.x * std::cos(turn) + off.y * std::sin(turn)) / pitch;
    const double across = (off.y * std::cos(turn) - off.x * std::sin(turn)) / pitch;
    const double bent = along + bend * std::sin(across * 0.9);
    double value = 0;
    if (style == 0) value = phase(bent) < share ? 1 : 0;
    if (style == 1) value = 0.5 + 0.5 * std::sin(2 * std::numbers::pi * bent);
    if (style == 2) value = (phase(bent) < 0.5) != (phase(across) < 0.5) ? 1 : 0;
    if (style == 3) value = 0.5 + 0.5 * std::sin(2 * std::numbers::pi * length(off) / pitch);
    return static_cast<float>(dark + (bright - dark) * value);
  });
  if (random.chance(0.4)) canvas.blur(random.uniform(2, 5));
  if (random.chance(0.4)) canvas.grain(random.uniform(0, 0.08), random);
  return std::move(canvas).finished();
}

std::vector<float> cells(Extent extent, Random& random) {
  // The two nearest of scattered points (Worley, SIGGRAPH 1996).
  struct Seed {
    Point at;
    double grey;
  };
  Canvas canvas(extent, 0);
  std::vector<Seed> seeds;
  const int count = 15 + random.below(160);
  for (int i = 0; i < count; ++i) {
    const double across = random.uniform();
    const double down = random.uniform();
    seeds.push_back({canvas.at({across, down}), random.uniform(0.1, 0.95)});
  }
  const int style = random.below(3);
  const double reach = std::sqrt(canvas.width() * canvas.height() / count);
  const double wall = random.uniform(0.03, 0.2) * reach;
  const double wall_grey = random.uniform();
  canvas.cover([&](double x, double y) {
    double nearest = 1e9;
    double second = 1e9;
    double grey = 0;
    for (const Seed& seed : seeds) {
      const double distance = length(seed.at - Point{x, y});
      if (distance < nearest) {
        second = std::exchange(nearest, distance);
        grey = seed.grey;
      } else {
        second = std::min(second, distance);
      }
    }
    if (style == 0) return static_cast<float>(second - nearest < wall ? wall_grey : grey);
    if (style == 1) return static_cast<float>(nearest / reach);
    return static_cast<float>(std::min(1.0, (second - nearest) / reach));
  });
  if (random.chance(0.4)) canvas.grain(random.uniform(0, 0.06), random);
  return std::move(canvas).finished();
}

}  // namespace osteon::phantom
