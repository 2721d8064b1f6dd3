// Text as HTML takes it.
#pragma once

#include <string>
#include <string_view>

namespace osteon {

/// In an element or between quotes: what would be markup is not, and what no reader may obey is
/// replaced.
std::string html(std::string_view text);

/// As an <img> takes it (RFC 2397).
std::string data_url(std::string_view media_type, std::string_view bytes);

}  // namespace osteon
