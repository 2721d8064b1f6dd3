// The table of image formats. A new one is a file beside this and a row in formats.cpp.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "osteon/radiograph/radiograph.hpp"
#include "osteon/radiograph/read.hpp"

namespace osteon {

struct Format {
  std::string_view name;  ///< for people: "JPEG"
  /// Looks at the first bytes only.
  bool (*recognises)(std::span<const std::byte> bytes);
  /// May throw as read_radiograph() does.
  Radiograph (*read)(std::span<const std::byte> bytes, const ReadLimits& limits);
};

/// In the order in which they are tried.
std::span<const Format> formats();

}  // namespace osteon
