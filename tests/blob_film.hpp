// A film for tests that need grey values and no anatomy.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "osteon/base/random.hpp"
#include "osteon/radiograph/radiograph.hpp"

namespace osteon {

/// Blobs of another size and place for each seed.
inline Radiograph blob_film(std::uint64_t seed, Extent extent = {150, 120}) {
  Random random(seed);
  const double x0 = random.uniform(20, 100);
  const double y0 = random.uniform(20, 100);
  const double size = random.uniform(200, 2000);
  std::vector<float> grey;
  for (int y = 0; y < extent.height; ++y)
    for (int x = 0; x < extent.width; ++x)
      grey.push_back(
          static_cast<float>(std::exp(-((x - x0) * (x - x0) + (y - y0) * (y - y0)) / size)));
  return {extent, grey};
}

}  // namespace osteon
