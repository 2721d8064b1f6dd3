#include <algorithm>
#include <cmath>
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

}  // namespace

std::optional<Refusal> refuse(const Radiograph& radiograph) {
  const Extent extent = radiograph.extent();
  if (std::min(extent.width, extent.height) < least_side)
    return Refusal{"too_small", fmt::format("{} x {} pixels are too few to judge; each side needs "
                                            "at least {}",
                                            extent.width, extent.height, least_side)};

  // Every 7th pixel is enough for a percentile, and 7 divides few row lengths.
  std::vector<float> sample;
  const auto grey = radiograph.grey();
  for (std::size_t i = 0; i < grey.size(); i += 7) sample.push_back(grey[i]);
  const auto percentile = [&](double share) {
    const auto at = sample.begin() +
                    static_cast<std::ptrdiff_t>(share * static_cast<double>(sample.size() - 1));
    std::nth_element(sample.begin(), at, sample.end());
    return *at;
  };
  const float low = percentile(0.01);
  const float high = percentile(0.99);
  if (high - low < least_contrast)
    return Refusal{"blank", fmt::format("there is no picture in it: 98 % of the pixels lie between "
                                        "grey {:.3f} and {:.3f}",
                                        low, high)};
  // A deep file uses a small part of its range on purpose and says so by its window or depth.
  if (radiograph.acquisition().bits <= 8 && high < darkest)
    return Refusal{"too_dark",
                   fmt::format("99 % of the pixels are darker than grey {:.3f} of 1; at "
                               "least {:.2f} is needed",
                               high, darkest)};
  if (radiograph.acquisition().bits <= 8 && low > 1 - darkest)
    return Refusal{"too_bright", fmt::format("99 % of the pixels are brighter than grey {:.3f} of "
                                             "1; at most {:.2f} is allowed",
                                             low, 1 - darkest)};
  return {};
}

}  // namespace osteon
