// Words and cells that the forms for people share.
#pragma once

#include <string>
#include <string_view>

#include "osteon/findings/finding.hpp"

namespace osteon {

/// "lower_leg" as people write it: "lower leg".
std::string part_phrase(std::string_view part);

/// With its first letter in upper case, where that is one of ASCII's.
std::string capitalised(std::string text);

/// What was found, in a line: "Lower leg: possible fracture, 43 %".
std::string headline(const Finding& finding);

/// A probability in whole per cent, never rounded up to certainty: "97 %", "< 1 %", "> 99 %".
std::string per_cent(double probability);

/// Safe to show on a terminal: control characters and bytes that are not UTF-8 become U+FFFD.
std::string printable(std::string_view text);

/// Exactly `width` columns, counting one for each code point: padded on the right, or cut at the
/// beginning behind an ellipsis, since the end of a file's name tells it from its neighbours.
std::string cell(std::string_view printable_text, int width);

}  // namespace osteon
