// Pictures that Osteon must not answer: other parts of the body, other ways to look into it, and
// what is no medical picture at all. Drawn, for training a router to say "none of these" and for
// measuring how often it does.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "osteon/radiograph/radiograph.hpp"

namespace osteon {

struct OutOfScopeKind {
  std::string_view name;  ///< chest, skull_lateral, document, …
  std::string_view what;  ///< for people
  /// Some kinds are for training. The others are never trained on, so that what is measured on them
  /// tells how a pack takes pictures of a kind that it has not seen.
  bool for_training;
};

std::span<const OutOfScopeKind> out_of_scope_kinds();

struct OutOfScopeOrder {
  std::string_view kind = "chest";
  std::uint64_t seed = 1;  ///< same order, same pixels, on every machine
  int longest_side = 448;  ///< 64 to 4096 pixels; the other side follows from kind and seed
};

/// A grey picture of 8 bits. It says nothing of itself: no body part, no spacing, no side.
/// \throws Error(bad_argument) naming the kinds there are, or the limit of the side
Radiograph draw_out_of_scope(const OutOfScopeOrder& order);

}  // namespace osteon
