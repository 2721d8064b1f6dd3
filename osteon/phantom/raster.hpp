// A rectangle of numbers somewhere on the film, and how film pixels map to millimetres.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "osteon/phantom/plane.hpp"
#include "osteon/radiograph/radiograph.hpp"

namespace osteon::phantom {

/// Whole pixels from `left` and `top`.
struct Area {
  int left = 0, top = 0, width = 0, height = 0;
};

/// Values outside the rectangle count as 0.
struct Raster : Area {
  std::vector<float> values;

  Raster() = default;
  explicit Raster(Area area)
      : Area(area),
        values(static_cast<std::size_t>(area.width) * static_cast<std::size_t>(area.height)) {}

  float& at(int x, int y) { return values[index(x, y)]; }
  float at(int x, int y) const { return values[index(x, y)]; }
  float* row(int y) { return values.data() + index(left, y); }
  const float* row(int y) const { return values.data() + index(left, y); }

  float value_or_zero(int x, int y) const {
    const bool inside = x >= left && y >= top && x < left + width && y < top + height;
    return inside ? at(x, y) : 0.0F;
  }
  /// Bilinear between pixel centres.
  float between(double x, double y) const;

 private:
  std::size_t index(int x, int y) const {
    return static_cast<std::size_t>(y - top) * static_cast<std::size_t>(width) +
           static_cast<std::size_t>(x - left);
  }
};

/// Adds `part` to `whole`, which must contain it.
void add(Raster& whole, const Raster& part);

/// The film: its pixels, and the millimetres of the body that they show.
struct Film {
  Extent extent;
  double pixels_per_mm;
  Point centre;  ///< of the body, in millimetres, at the middle of the film

  Point to_pixels(Point mm) const {
    return {(mm.x - centre.x) * pixels_per_mm + extent.width / 2.0,
            (mm.y - centre.y) * pixels_per_mm + extent.height / 2.0};
  }
};

}  // namespace osteon::phantom
