// Text out of a file, fit for a message.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace osteon {

/// With a question mark for whatever is not printable ASCII: a damaged file can hold anything, and
/// a terminal or JSON cannot.
inline std::string printable_ascii(std::string_view text) {
  std::string shown(text);
  std::ranges::replace_if(
      shown, [](char c) { return c < ' ' || c > '~'; }, '?');
  return shown;
}

}  // namespace osteon
