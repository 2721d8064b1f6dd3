// Radiographs that Osteon draws itself, for tests, benchmarks and the installation check.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "osteon/radiograph/radiograph.hpp"

namespace osteon {

/// The body parts that can be drawn, by the names that packs use:
/// elbow, hand, shoulder, hip, knee, lower_leg, ankle, foot.
std::span<const std::string_view> phantom_parts();

struct PhantomOrder {
  std::string_view part = "hand";
  bool fracture = false;
  std::uint64_t seed = 1;   ///< same order, same pixels, on every machine
  Extent extent{448, 544};  ///< each side 64 to 8192
  int bits = 8;             ///< depth the grey values are rounded to, 8 to 16
  bool label = true;        ///< writes "DRAWN" into a corner, as films carry markers
};

struct Phantom {
  Radiograph radiograph;
  /// Where the fracture was drawn, in pixels; empty without one.
  struct Box {
    float left, top, width, height;
  };
  std::optional<Box> fracture;
};

/// \throws Error(bad_argument) naming the parts there are, or the limit of the extent
Phantom draw_phantom(const PhantomOrder& order);

}  // namespace osteon
