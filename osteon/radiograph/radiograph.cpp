#include "osteon/radiograph/radiograph.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "osteon/base/error.hpp"

namespace osteon {
namespace {

/// Written so that NaN fails too.
bool is_within(float value) { return value >= 0.0F && value <= 1.0F; }

/// Looks at every value: without an early way out the compiler takes several at a time, and nearly
/// every radiograph is looked at to its end anyway.
bool all_within(std::span<const float> grey) {
  int outside = 0;
  for (const float value : grey) outside |= static_cast<int>(!(value >= 0.0F) | !(value <= 1.0F));
  return outside == 0;
}

}  // namespace

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
  if (!all_within(grey_)) {
    const auto bad = std::ranges::find_if_not(grey_, is_within);
    throw Error(ErrorCode::bad_argument, fmt::format("grey value {} is outside 0 to 1", *bad));
  }
}

std::span<const float> Radiograph::row(int y) const noexcept {
  return grey().subspan(static_cast<std::size_t>(y) * static_cast<std::size_t>(extent_.width),
                        static_cast<std::size_t>(extent_.width));
}

}  // namespace osteon
