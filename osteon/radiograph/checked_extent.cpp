#include "osteon/radiograph/checked_extent.hpp"

#include <limits>

#include <fmt/format.h>

#include "osteon/base/error.hpp"

namespace osteon {

Extent checked_extent(std::string_view format, std::int64_t width, std::int64_t height,
                      const ReadLimits& limits) {
  if (width < 1 || height < 1)
    throw Error(ErrorCode::unreadable,
                fmt::format("the {} declares {} x {} pixels, which is no picture; export it again",
                            format, width, height));
  constexpr std::int64_t longest = std::numeric_limits<int>::max();
  // Divided instead of multiplied, so that no declared size overflows the check.
  if (width > longest || height > longest || width > limits.max_pixels / height)
    throw Error(ErrorCode::unsupported,
                fmt::format("the {} declares {} x {} pixels, more than the limit of {}; scale it "
                            "down or raise the limit",
                            format, width, height, limits.max_pixels));
  return {static_cast<int>(width), static_cast<int>(height)};
}

}  // namespace osteon
