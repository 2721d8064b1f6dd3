// "Did you mean": a mistyped word against those that exist.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace osteon::cli {

/// How many letters must be put in, left out, replaced or swapped with a neighbour to turn one word
/// into the other (optimal string alignment: Damerau 1964, each letter touched once).
int edits_between(std::string_view a, std::string_view b);

/// "; did you mean 'predict'?" for the nearest of `known`, or nothing when none is near: more than
/// a third of the letters would have to change.
std::string did_you_mean(std::string_view word, std::span<const std::string> known);

}  // namespace osteon::cli
