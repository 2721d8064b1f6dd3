#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <fmt/format.h>

#include "osteon/findings/finding.hpp"

namespace osteon {
namespace {

// Grey values of the 1st and 99th percentile that are nearer than this hold no picture: one part in
// 256 is the step of an 8-bit file.
constexpr float least_contrast = 1.5F / 255;
// A film on which all but a hundredth of the pixels is within this of black (or white) was not
// exposed (or not collimated) for a bone. The darkest of 3,122 FracAtlas films has its 99th
// percentile at 0.2.
constexpr float darkest = 0.04F;

/// Every 7th pixel is enough for a percentile, and 7 divides few row lengths.
constexpr std::size_t step = 7;

/// The values below which a hundredth of the pixels lies, and above which a hundredth does.
struct Percentiles {
  float low;
  float high;
};

std::size_t rank_of(double share, std::size_t count) {
  return static_cast<std::size_t>(share * static_cast<double>(count - 1));
}

Percentiles percentiles(std::span<const float> grey) {
  std::vector<float> sample;
  sample.reserve(grey.size() / step + 1);
  for (std::size_t i = 0; i < grey.size(); i += step) sample.push_back(grey[i]);
  const auto percentile = [&](double share) {
    const auto at = sample.begin() + static_cast<std::ptrdiff_t>(rank_of(share, sample.size()));
    std::nth_element(sample.begin(), at, sample.end());
    return *at;
  };
  return {percentile(0.01), percentile(0.99)};
}

/// The same at a look, for a tenth of the time: nearer to each other than they are, and by less
/// than a 512th.
Percentiles percentiles_at_least_apart(std::span<const float> grey) {
  constexpr std::size_t bins = 1024;
  std::array<std::uint32_t, bins + 1> counts{};
  for (std::size_t i = 0; i < grey.size(); i += step)
    ++counts[static_cast<std::size_t>(static_cast<int>(grey[i] * bins))];
  const std::size_t sampled = (grey.size() + step - 1) / step;
  const auto bin_of = [&](std::size_t rank) {
    std::size_t bin = 0;
    for (std::size_t seen = counts[0]; seen <= rank; seen += counts[bin]) ++bin;
    return static_cast<float>(bin);
  };
  return {(bin_of(rank_of(0.01, sampled)) + 1) / bins, bin_of(rank_of(0.99, sampled)) / bins};
}

bool has_contrast(const Percentiles& grey) { return grey.high - grey.low >= least_contrast; }
bool is_too_dark(const Percentiles& grey) { return grey.high < darkest; }
bool is_too_bright(const Percentiles& grey) { return grey.low > 1 - darkest; }

}  // namespace

std::optional<Refusal> refuse(const Radiograph& radiograph) {
  const Extent extent = radiograph.extent();
  if (std::min(extent.width, extent.height) < least_side)
    return Refusal{"too_small", fmt::format("{} x {} pixels are too few to judge; each side needs "
                                            "at least {}",
                                            extent.width, extent.height, least_side)};

  // A deep file uses a small part of its range on purpose and says so by its window or depth.
  const bool any_range = radiograph.acquisition().bits > 8;
  const Percentiles apart = percentiles_at_least_apart(radiograph.grey());
  if (has_contrast(apart) && (any_range || !(is_too_dark(apart) || is_too_bright(apart))))
    return {};

  const Percentiles grey = percentiles(radiograph.grey());
  if (!has_contrast(grey))
    return Refusal{"blank", fmt::format("there is no picture in it: 98 % of the pixels lie between "
                                        "grey {:.3f} and {:.3f}",
                                        grey.low, grey.high)};
  if (!any_range && is_too_dark(grey))
    return Refusal{"too_dark",
                   fmt::format("99 % of the pixels are darker than grey {:.3f} of 1; at "
                               "least {:.2f} is needed",
                               grey.high, darkest)};
  if (!any_range && is_too_bright(grey))
    return Refusal{"too_bright", fmt::format("99 % of the pixels are brighter than grey {:.3f} of "
                                             "1; at most {:.2f} is allowed",
                                             grey.low, 1 - darkest)};
  return {};
}

}  // namespace osteon
