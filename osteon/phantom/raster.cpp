// Reading between pixels, and adding one shadow to the others.
#include "osteon/phantom/raster.hpp"

#include <cmath>

namespace osteon::phantom {

float Raster::between(double x, double y) const {
  const int x0 = static_cast<int>(std::floor(x));
  const int y0 = static_cast<int>(std::floor(y));
  const auto fx = static_cast<float>(x - x0);
  const auto fy = static_cast<float>(y - y0);
  const float upper = value_or_zero(x0, y0) * (1 - fx) + value_or_zero(x0 + 1, y0) * fx;
  const float lower = value_or_zero(x0, y0 + 1) * (1 - fx) + value_or_zero(x0 + 1, y0 + 1) * fx;
  return upper * (1 - fy) + lower * fy;
}

void add(Raster& whole, const Raster& part) {
  for (int y = part.top; y < part.top + part.height; ++y) {
    const float* from = part.row(y);
    float* to = &whole.at(part.left, y);
    for (int x = 0; x < part.width; ++x) to[x] += from[x];
  }
}

}  // namespace osteon::phantom
