// The size that a file declares, looked at before anything is allocated for it.
#pragma once

#include <cstdint>
#include <string_view>

#include "osteon/radiograph/read.hpp"

namespace osteon {

/// \throws Error(unreadable)   when the picture has no area
/// \throws Error(unsupported)  when it has more pixels than the limit
Extent checked_extent(std::string_view format, std::int64_t width, std::int64_t height,
                      const ReadLimits& limits);

/// How many pixels that is.
constexpr std::size_t area(Extent extent) {
  return static_cast<std::size_t>(extent.width) * static_cast<std::size_t>(extent.height);
}

}  // namespace osteon
