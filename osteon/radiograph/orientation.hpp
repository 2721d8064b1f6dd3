// Which way a radiograph lies.
#pragma once

#include <string_view>

#include "osteon/radiograph/radiograph.hpp"

namespace osteon {

/// "portrait", "landscape" or "square".
constexpr std::string_view orientation(Extent extent) {
  if (extent.width == extent.height) return "square";
  return extent.width < extent.height ? "portrait" : "landscape";
}

}  // namespace osteon
