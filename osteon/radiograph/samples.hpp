// Grey from 0 to 1 as the whole numbers that a file holds.
#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace osteon {

/// \param grey   values from 0 to 1
/// \param white  the number that 1 becomes
template <typename Sample>
std::vector<Sample> samples_of(std::span<const float> grey, float white) {
  std::vector<Sample> samples(grey.size());
  for (std::size_t i = 0; i < grey.size(); ++i)
    samples[i] = static_cast<Sample>(std::lround(grey[i] * white));
  return samples;
}

}  // namespace osteon
