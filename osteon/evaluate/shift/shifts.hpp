// Ways in which a radiograph may come other than the ones that a pack was trained on, one row each.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "osteon/base/random.hpp"
#include "osteon/radiograph/outline.hpp"
#include "osteon/radiograph/radiograph.hpp"

namespace osteon {

/// A radiograph with what readers drew in it, which moves along.
struct Film {
  Radiograph radiograph;
  std::vector<Outline> outlines;
};

struct Shift {
  std::string_view name;  ///< zoomed_1.5x, unwindowed_16_bit, …
  std::string_view what;  ///< for people
  Film (*apply)(const Film& film, Random& random);
};

std::span<const Shift> shifts();

/// In the table's order; all when `names` is empty. \throws Error(bad_argument) naming those there
/// are
std::vector<Shift> shifts_named(std::span<const std::string> names);

/// The same shift of the same film for the same key (the file's name, say) on every machine, and
/// another for another key.
Film shifted(const Shift& shift, const Film& film, std::string_view key);

}  // namespace osteon
