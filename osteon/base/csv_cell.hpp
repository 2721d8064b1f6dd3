// A cell of comma-separated values (RFC 4180, 2.5 to 2.7).
#pragma once

#include <string>
#include <string_view>

namespace osteon {

/// As it is written: quoted where it holds a comma, a quote or the end of a line.
inline std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace osteon
