// A radiograph as a small picture, for lists.
#include <algorithm>
#include <cmath>

#include "osteon/report/drawing.hpp"
#include "osteon/report/forms.hpp"

namespace osteon {

std::string thumbnail_png(const Radiograph& radiograph, int longest_side) {
  const Extent from = radiograph.extent();
  const double scale =
      std::min(1.0, static_cast<double>(longest_side) / std::max(from.width, from.height));
  const auto scaled = [&](int side) {
    return std::max(1, static_cast<int>(std::lround(side * scale)));
  };
  return png_of(
      illustration(radiograph, {}, {scaled(from.width), scaled(from.height)}, longest_side, false));
}

}  // namespace osteon
