// What makes a film worse without moving anything.
#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "osteon/evaluate/shift/kinds.hpp"
#include "osteon/radiograph/read.hpp"
#include "osteon/radiograph/write.hpp"

namespace osteon::shift {
namespace {

Film with_grey(const Film& film, std::vector<float> grey) {
  for (float& value : grey) value = std::clamp(value, 0.0F, 1.0F);
  return {{film.radiograph.extent(), std::move(grey), film.radiograph.acquisition()},
          film.outlines};
}

/// Along rows or columns, by the weights of a bell that is cut off at three deviations.
std::vector<float> smoothed(std::span<const float> grey, Extent extent, double deviation,
                            bool across) {
  const int reach = std::max(1, static_cast<int>(std::lround(3 * deviation)));
  std::vector<float> weights;
  float sum = 0;
  for (int i = -reach; i <= reach; ++i) {
    weights.push_back(static_cast<float>(std::exp(-0.5 * i * i / (deviation * deviation))));
    sum += weights.back();
  }
  std::vector<float> smooth(grey.size());
  const auto at = [&](int x, int y) {
    const int inside_x = std::clamp(x, 0, extent.width - 1);
    const int inside_y = std::clamp(y, 0, extent.height - 1);
    return grey[static_cast<std::size_t>(inside_y) * static_cast<std::size_t>(extent.width) +
                static_cast<std::size_t>(inside_x)];
  };
  std::size_t to = 0;
  for (int y = 0; y < extent.height; ++y)
    for (int x = 0; x < extent.width; ++x, ++to) {
      float value = 0;
      for (int i = -reach; i <= reach; ++i)
        value +=
            weights[static_cast<std::size_t>(i + reach)] * (across ? at(x + i, y) : at(x, y + i));
      smooth[to] = value / sum;
    }
  return smooth;
}

std::vector<float> smoothed(std::span<const float> grey, Extent extent, double deviation) {
  return smoothed(smoothed(grey, extent, deviation, true), extent, deviation, false);
}

}  // namespace

Film noisy(const Film& film, Random& random) {
  // Fewer quanta behind bone: more noise where it is bright; grains of more than a pixel.
  const Extent extent = film.radiograph.extent();
  std::vector<float> grains(film.radiograph.grey().size());
  for (float& grain : grains) grain = static_cast<float>(random.normal());
  grains = smoothed(grains, extent, 0.7);
  std::vector<float> grey(film.radiograph.grey().begin(), film.radiograph.grey().end());
  const auto amount = static_cast<float>(random.uniform(0.08, 0.14));
  for (std::size_t i = 0; i < grey.size(); ++i)
    grey[i] += amount * std::sqrt(0.1F + grey[i]) * grains[i] * 2;
  return with_grey(film, std::move(grey));
}

Film blurred(const Film& film, Random&) {
  const Extent extent = film.radiograph.extent();
  const double deviation = std::max(extent.width, extent.height) / 180.0;
  return with_grey(film, smoothed(film.radiograph.grey(), extent, deviation));
}

Film halved(const Film& film, Random&) {
  const Extent old = film.radiograph.extent();
  const Extent extent{std::max(1, old.width / 2), std::max(1, old.height / 2)};
  std::vector<float> grey;
  for (int y = 0; y < extent.height; ++y) {
    const auto upper = film.radiograph.row(std::min(2 * y, old.height - 1));
    const auto lower = film.radiograph.row(std::min(2 * y + 1, old.height - 1));
    for (int x = 0; x < extent.width; ++x) {
      const auto left = static_cast<std::size_t>(std::min(2 * x, old.width - 1));
      const auto right = static_cast<std::size_t>(std::min(2 * x + 1, old.width - 1));
      grey.push_back((upper[left] + upper[right] + lower[left] + lower[right]) / 4);
    }
  }
  Acquisition acquisition = film.radiograph.acquisition();
  if (acquisition.spacing) {
    acquisition.spacing->across_mm *= 2;
    acquisition.spacing->down_mm *= 2;
  }
  Film half{{extent, std::move(grey), std::move(acquisition)}, film.outlines};
  for (Outline& outline : half.outlines)
    for (Point& corner : outline.corners) corner = {corner.x / 2, corner.y / 2};
  return half;
}

Film jpeg_30(const Film& film, Random&) {
  const std::string bytes = jpeg_bytes(film.radiograph, 30);
  return {read_radiograph(std::as_bytes(std::span(bytes))), film.outlines};
}

}  // namespace osteon::shift
