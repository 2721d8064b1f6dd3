#include "osteon/radiograph/radiograph.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "osteon/base/error.hpp"

namespace osteon {

Radiograph::Radiograph(Extent extent, std::vector<float> grey, Acquisition acquisition)
    : extent_(extent), grey_(std::move(grey)), acquisition_(std::move(acquisition)) {
  if (extent.width < 1 || extent.height < 1)
    throw Error(ErrorCode::bad_argument, fmt::format("a radiograph of {} x {} pixels has no area",
                                                     extent.width, extent.height));
  const auto wanted =
      static_cast<std::size_t>(extent.width) * static_cast<std::size_t>(extent.height);
  if (grey_.size() != wanted)
    throw Error(ErrorCode::bad_argument,
                fmt::format("a radiograph of {} x {} pixels takes {} grey values, got {}",
                            extent.width, extent.height, wanted, grey_.size()));
  // Written so that NaN fails too.
  const auto bad =
      std::ranges::find_if_not(grey_, [](float value) { return value >= 0.0F && value <= 1.0F; });
  if (bad != grey_.end())
    throw Error(ErrorCode::bad_argument, fmt::format("grey value {} is outside 0 to 1", *bad));
}

std::span<const float> Radiograph::row(int y) const noexcept {
  return grey().subspan(static_cast<std::size_t>(y) * static_cast<std::size_t>(extent_.width),
                        static_cast<std::size_t>(extent_.width));
}

}  // namespace osteon
