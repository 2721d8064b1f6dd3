// Paper and screens.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "osteon/phantom/lettering.hpp"
#include "osteon/phantom/out_of_scope/canvas.hpp"
#include "osteon/phantom/out_of_scope/fractal.hpp"
#include "osteon/phantom/out_of_scope/kinds.hpp"
#include "osteon/phantom/solids.hpp"

namespace osteon::phantom {
namespace {

constexpr std::string_view letters = "EEEEETTTTAAAAOOOOIIINNNNSSSSRRRHHHLLDDCUMWFGYPBVKJXQZ";

std::string word(Random& random) {
  std::string text;
  for (int i = 1 + random.below(9); i > 0; --i)
    text += letters[static_cast<std::size_t>(random.below(static_cast<int>(letters.size())))];
  return text;
}

/// Words until the line is full.
std::string words(std::size_t longest, Random& random) {
  std::string text = word(random);
  while (text.size() + 9 < longest) text += " " + word(random);
  return text;
}

void paragraph(Canvas& canvas, Point from, Point to, double height, const Ink& ink,
               Random& random) {
  const auto longest = static_cast<std::size_t>(std::max(3.0, (to.x - from.x) / advance(height)));
  for (double y = from.y; y + height < to.y; y += height * 2) {
    const bool last = random.chance(0.14);
    canvas.write({from.x, y}, words(last ? longest / 2 : longest, random), height, ink);
    if (last) y += height;
  }
}

/// A line as a pen makes it: loops that lean.
void scribble(Canvas& canvas, Point from, double width, double height, const Ink& ink,
              Random& random) {
  std::vector<Point> path;
  double phase = random.uniform(0, 6);
  for (double x = 0; x < width; x += height * 0.07) {
    phase += random.uniform(0.2, 0.75);
    const double tall = height * (0.32 + 0.22 * std::sin(x / height * 1.7 + phase * 0.2));
    path.push_back(from + Point{x + tall * 0.5 * std::sin(phase + 1), -tall * std::sin(phase)});
  }
  canvas.line(path, std::max(0.6, height * 0.05), ink);
}

/// As a scanner or a telephone takes a page: uneven light, grey paper, sometimes white on black.
std::vector<float> scanned_page(Canvas canvas, Random& random) {
  const bool negative = random.chance(0.3);
  const Fractal light(random.next(), canvas.width(), 2, 0.5);
  const double uneven = random.chance(0.5) ? random.uniform(0, 0.15) : 0;
  canvas.change([&](int x, int y, float grey) {
    const double lit = grey * (1 + uneven * light.at(x, y));
    return static_cast<float>(negative ? 1 - lit : lit);
  });
  if (random.chance(0.4)) canvas.blur(2);
  canvas.grain(random.uniform(0, 0.02), random);
  return std::move(canvas).finished();
}

double paper_grey(Random& random) { return random.uniform(0.8, 1); }

}  // namespace

std::vector<float> printed_page(Extent extent, Random& random) {
  Canvas canvas(extent, paper_grey(random));
  const Ink ink = plain(random.uniform(0, 0.3));
  const double height = canvas.height() * random.uniform(0.011, 0.026);
  const double margin = random.uniform(0.05, 0.13);
  double y = margin;
  if (random.chance(0.7)) {
    canvas.write(canvas.at({margin, y}),
                 words(static_cast<std::size_t>(8 + random.below(10)), random), height * 1.9, ink);
    y += 0.08;
  }
  const int columns = 1 + random.below(2);
  for (int column = 0; column < columns; ++column) {
    const double left = margin + (1 - 2 * margin) * column / columns;
    const double right = left + (1 - 2 * margin) / columns - 0.03;
    double down = y;
    while (down < 1 - margin) {
      const double until = std::min(1 - margin, down + random.uniform(0.15, 0.5));
      if (random.chance(0.16)) {
        canvas.box(canvas.at({left, down}), canvas.at({right, until}),
                   plain(random.uniform(0.3, 0.8)));
        const std::vector<Point> thing = blob(canvas.at({(left + right) / 2, (down + until) / 2}),
                                              (right - left) * canvas.width() * 0.3,
                                              (until - down) * canvas.height() * 0.3, 0.3, random);
        canvas.fill(thing, plain(random.uniform()));
      } else {
        paragraph(canvas, canvas.at({left, down}), canvas.at({right, until}), height, ink, random);
      }
      down = until + 0.02;
    }
  }
  return scanned_page(std::move(canvas), random);
}

std::vector<float> filled_form(Extent extent, Random& random) {
  Canvas canvas(extent, paper_grey(random));
  const double u = canvas.unit();
  const Ink print = plain(random.uniform(0.1, 0.35));
  const Ink pen = plain(random.uniform(0.05, 0.45));
  canvas.write(canvas.at({0.07, 0.05}), words(14, random), u * 0.03, print);
  if (random.chance(0.5))
    canvas.line(ellipse_ring(canvas.at({0.85, 0.08}), u * 0.06, u * 0.06, 0), u * 0.005, print);
  const int rows = 7 + random.below(9);
  for (int row = 0; row < rows; ++row) {
    const double top = 0.14 + 0.7 * row / rows;
    const double bottom = 0.14 + 0.7 * (row + 1) / rows;
    const int boxes = 1 + random.below(3);
    for (int box = 0; box < boxes; ++box) {
      const double left = 0.06 + 0.88 * box / boxes;
      const double right = 0.06 + 0.88 * (box + 1) / boxes;
      const std::vector<Point> frame{canvas.at({left, top}), canvas.at({right, top}),
                                     canvas.at({right, bottom}), canvas.at({left, bottom}),
                                     canvas.at({left, top})};
      canvas.line(frame, u * 0.0018, print);
      canvas.write(frame[0] + Point{u * 0.01, u * 0.006}, word(random), std::max(4.0, u * 0.013),
                   print);
      if (random.chance(0.2)) {
        const Point tick = canvas.at({left + 0.04, (top + bottom) / 2 + 0.01});
        canvas.line({tick - Point{u * 0.012, 0}, tick + Point{0, u * 0.012},
                     tick + Point{u * 0.02, -u * 0.025}},
                    u * 0.003, pen);
      } else if (random.chance(0.8)) {
        scribble(canvas, canvas.at({left + 0.02, bottom - 0.012}),
                 (right - left) * canvas.width() * random.uniform(0.3, 0.8),
                 (bottom - top) * canvas.height() * 0.6, pen, random);
      }
    }
  }
  scribble(canvas, canvas.at({0.55, 0.92}), canvas.width() * 0.3, canvas.height() * 0.07, pen,
           random);
  if (random.chance(0.5)) {
    const Point stamp = canvas.at({random.uniform(0.2, 0.5), 0.9});
    canvas.line(ellipse_ring(stamp, u * 0.12, u * 0.05, -8), u * 0.004, plain(0.5));
    canvas.write(stamp - Point{u * 0.07, u * 0.012}, word(random), u * 0.022, plain(0.5));
  }
  return scanned_page(std::move(canvas), random);
}

std::vector<float> plot(Extent extent, Random& random) {
  const bool dark = random.chance(0.25);
  const auto tone = [&](double grey) { return plain(dark ? 1 - grey : grey); };
  Canvas canvas(extent, dark ? 0 : 1);
  const double u = canvas.unit();
  const Point origin = canvas.at({0.12, 0.86});
  const Point corner = canvas.at({0.95, 0.1});
  const auto place = [&](double x, double y) {
    return Point{origin.x + x * (corner.x - origin.x), origin.y + y * (corner.y - origin.y)};
  };
  const double letter = std::max(5.0, u * 0.022);
  const int ticks = 4 + random.below(5);
  const bool grid = random.chance(0.5);
  for (int i = 0; i <= ticks; ++i) {
    const double share = static_cast<double>(i) / ticks;
    if (grid) {
      canvas.line({place(share, 0), place(share, 1)}, 0.4, tone(0.82));
      canvas.line({place(0, share), place(1, share)}, 0.4, tone(0.82));
    }
    canvas.write(place(share, 0) + Point{-letter, letter * 0.8}, std::to_string(i * 10), letter,
                 tone(0.1));
    canvas.write(place(0, share) - Point{letter * 3.4, letter * 0.5}, "0." + std::to_string(i),
                 letter, tone(0.1));
  }
  canvas.line({place(0, 1), place(0, 0), place(1, 0)}, u * 0.003, tone(0.05));
  if (random.chance(0.7))
    canvas.write(canvas.at({0.3, 0.03}), words(18, random), letter * 1.3, tone(0.1));
  const int style = random.below(3);
  const int curves = style == 0 ? 1 + random.below(4) : 1;
  for (int curve = 0; curve < curves; ++curve) {
    const double ink = random.uniform(0.05, 0.65);
    const double a = random.uniform(-0.8, 0.8), b = random.uniform(2, 12), c = random.uniform(0, 6),
                 rough = random.uniform(0, 0.05);
    const auto value = [&](double x) {
      return std::clamp(0.5 + a * (x - 0.5) + 0.15 * std::sin(b * x + c) + rough * random.normal(),
                        0.01, 0.99);
    };
    std::vector<Point> path;
    const int count = style == 0 ? 120 : style == 1 ? 6 + random.below(14) : 80 + random.below(200);
    for (int i = 0; i < count; ++i) {
      const double x = (i + 0.5) / count;
      const double y = value(x);
      if (style == 0) path.push_back(place(x, y));
      if (style == 1) canvas.box(place(x - 0.36 / count, y), place(x + 0.36 / count, 0), tone(ink));
      if (style == 2) {
        const double spread = random.normal() * 0.1;
        canvas.ellipse(place(x, std::clamp(y + spread, 0.0, 1.0)), u * 0.007, u * 0.007, 0,
                       tone(ink));
      }
    }
    if (style == 0) {
      canvas.line(path, u * random.uniform(0.002, 0.006), tone(ink));
      const Point key = canvas.at({0.7, 0.14 + 0.05 * curve});
      canvas.line({key, key + Point{u * 0.06, 0}}, u * 0.004, tone(ink));
      canvas.write(key + Point{u * 0.08, -letter / 2}, word(random), letter, tone(0.1));
    }
  }
  return std::move(canvas).finished();
}

std::vector<float> screenshot(Extent extent, Random& random) {
  const bool dark = random.chance(0.45);
  const auto tone = [&](double grey) { return plain(dark ? 1 - grey : grey); };
  Canvas canvas(extent, 0);
  const double u = canvas.unit();
  const double first = random.uniform();
  canvas.cover(ramp(canvas.at({0, 0}), first, canvas.at({1, 1}), random.uniform()));
  const double letter = std::max(5.0, u * random.uniform(0.018, 0.028));
  const int windows = 1 + random.below(3);
  for (int i = 0; i < windows; ++i) {
    const double left = random.uniform(0, 0.35), top = random.uniform(0.02, 0.3);
    const double right = std::min(0.99, left + random.uniform(0.45, 0.8)),
                 bottom = std::min(0.92, top + random.uniform(0.4, 0.75));
    canvas.box(canvas.at({left, top}) + Point{4, 4}, canvas.at({right, bottom}) + Point{4, 4},
               plain(0.1));
    canvas.box(canvas.at({left, top}), canvas.at({right, bottom}), tone(0.96));
    canvas.box(canvas.at({left, top}), canvas.at({right, top}) + Point{0, letter * 2.4},
               tone(random.uniform(0.3, 0.8)));
    canvas.write(canvas.at({left, top}) + Point{letter, letter * 0.7}, words(16, random), letter,
                 tone(0.05));
    for (int button = 1; button <= 3; ++button)
      canvas.ellipse(canvas.at({right, top}) + Point{-button * letter * 1.8, letter * 1.2},
                     letter * 0.5, letter * 0.5, 0, tone(0.1));
    const double split = left + (right - left) * random.uniform(0.18, 0.34);
    canvas.box(canvas.at({left, top}) + Point{0, letter * 2.4}, canvas.at({split, bottom}),
               tone(0.86));
    paragraph(canvas, canvas.at({left, top}) + Point{letter, letter * 4},
              canvas.at({split, bottom}), letter, tone(0.25), random);
    const Point from = canvas.at({split, top}) + Point{letter, letter * 4};
    const Point to = canvas.at({right, bottom}) - Point{letter, letter};
    switch (random.below(3)) {
      case 0:
        paragraph(canvas, from, to, letter, tone(0.15), random);
        break;
      case 1:
        for (double y = from.y; y < to.y - letter * 2; y += letter * 2.6) {
          canvas.line({{from.x, y + letter * 1.9}, {to.x, y + letter * 1.9}}, 0.5, tone(0.7));
          for (double x = from.x; x < to.x - letter * 7; x += letter * 9)
            canvas.write({x, y}, std::to_string(random.below(100000)), letter, tone(0.15));
        }
        break;
      default:
        for (double y = from.y; y < to.y - letter * 5; y += letter * 7.5)
          for (double x = from.x; x < to.x - letter * 5; x += letter * 7.5) {
            const Point end{x + letter * 5, y + letter * 5};
            const double from_grey = random.uniform();
            canvas.box({x, y}, end, ramp({x, y}, from_grey, end, random.uniform()));
            const Point half{letter * random.uniform(0.8, 2), letter * random.uniform(0.8, 2)};
            canvas.ellipse({x + letter * 2.5, y + letter * 2.5}, half.x, half.y, 0,
                           plain(random.uniform()));
          }
    }
  }
  canvas.box(canvas.at({0, 0.95}), canvas.at({1.01, 1.01}), plain(0.12));
  for (int icon = 0; icon < 9; ++icon)
    canvas.box(canvas.at({0.02 + 0.05 * icon, 0.957}),
               canvas.at({0.02 + 0.05 * icon, 0.957}) + Point{u * 0.035, u * 0.035},
               plain(random.uniform(0.2, 0.9)));
  canvas.write(canvas.at({0.86, 0.96}),
               std::to_string(10 + random.below(13)) + ":" + std::to_string(10 + random.below(49)),
               letter, plain(0.9));
  return std::move(canvas).finished();
}

}  // namespace osteon::phantom
