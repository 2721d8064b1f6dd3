#include "osteon/evaluate/shift/shifts.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "osteon/base/error.hpp"
#include "osteon/evaluate/shift/kinds.hpp"

namespace osteon {
namespace {

using namespace shift;

Film turned_180(const Film& film, Random& random) {
  return turned_90(turned_90(film, random), random);
}
Film zoomed_a_little(const Film& film, Random& random) { return zoomed(film, 1.5, random); }
Film zoomed_much(const Film& film, Random& random) { return zoomed(film, 2.5, random); }
Film brighter(const Film& film, Random&) { return with_gamma(film, 0.5); }
Film darker(const Film& film, Random&) { return with_gamma(film, 2); }
Film black_border(const Film& film, Random& random) { return bordered(film, 0, random); }
Film white_border(const Film& film, Random& random) { return bordered(film, 1, random); }

// clang-format off
constexpr std::array table{
    Shift{"cropped",           "cut to the anatomy",                                           cropped},
    Shift{"zoomed_1.5x",       "two thirds of the width and height, about the bone",            zoomed_a_little},
    Shift{"zoomed_2.5x",       "two fifths of the width and height, about the bone",            zoomed_much},
    Shift{"turned_90",         "a quarter turn clockwise",                                      turned_90},
    Shift{"turned_180",        "upside down",                                                   turned_180},
    Shift{"mirrored",          "left and right exchanged",                                      mirrored},
    Shift{"inverted",          "bone dark",                                                     inverted},
    Shift{"gamma_0.5",         "brighter middle greys",                                         brighter},
    Shift{"gamma_2",           "darker middle greys",                                           darker},
    Shift{"narrow_window",     "much contrast, both ends cut off",                              narrow_window},
    Shift{"wide_window",       "little contrast",                                               wide_window},
    Shift{"unwindowed_16_bit", "values of a plate in a small part of 16 bits, without a window", unwindowed},
    Shift{"noise",             "quantum noise of a low dose",                                   noisy},
    Shift{"blur",              "motion or a soft focus",                                        blurred},
    Shift{"half_resolution",   "half the width and height",                                     halved},
    Shift{"jpeg_30",           "JPEG of quality 30",                                            jpeg_30},
    Shift{"black_border",      "a broad black frame",                                           black_border},
    Shift{"white_border",      "a broad white frame",                                           white_border},
    Shift{"round_shutter",     "round collimation",                                             round_shutter},
    Shift{"angled_shutter",    "collimated to a turned rectangle",                              angled_shutter},
    Shift{"markers",           "side letters, lead markers and lines of text",                  with_markers},
};
// clang-format on

}  // namespace

std::span<const Shift> shifts() { return table; }

std::vector<Shift> shifts_named(std::span<const std::string> names) {
  for (const std::string& name : names)
    if (std::ranges::find(table, name, &Shift::name) == table.end()) {
      std::vector<std::string_view> known;
      for (const Shift& shift : table) known.push_back(shift.name);
      throw Error(ErrorCode::bad_argument,
                  fmt::format("no shift '{}'; there are {}", name, fmt::join(known, ", ")));
    }
  std::vector<Shift> chosen;
  for (const Shift& shift : table)
    if (names.empty() || std::ranges::find(names, shift.name) != names.end())
      chosen.push_back(shift);
  return chosen;
}

Film shifted(const Shift& shift, const Film& film, std::string_view key) {
  std::uint64_t mixed = 0;
  for (const std::string_view text : {shift.name, key})
    for (const char c : text) mixed = Random(mixed ^ static_cast<unsigned char>(c)).next();
  Random random(mixed);
  return shift.apply(film, random);
}

}  // namespace osteon
