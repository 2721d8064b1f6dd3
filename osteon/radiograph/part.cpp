#include "osteon/radiograph/part.hpp"

#include <cstddef>
#include <utility>
#include <vector>

namespace osteon {

Radiograph part_of(const Radiograph& radiograph, const Box& area) {
  const Extent extent{static_cast<int>(area.width), static_cast<int>(area.height)};
  std::vector<float> grey;
  grey.reserve(static_cast<std::size_t>(extent.width) * static_cast<std::size_t>(extent.height));
  for (int y = 0; y < extent.height; ++y) {
    const auto row =
        radiograph.row(static_cast<int>(area.top) + y)
            .subspan(static_cast<std::size_t>(area.left), static_cast<std::size_t>(extent.width));
    grey.insert(grey.end(), row.begin(), row.end());
  }
  return {extent, std::move(grey), radiograph.acquisition()};
}

}  // namespace osteon
