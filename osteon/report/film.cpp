#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "osteon/report/drawing.hpp"

namespace osteon {
namespace {

/// A detector of more than 8 bits rarely fills its range; without a window it would look black.
Window spread(const Radiograph& radiograph) {
  // Every 7th pixel is enough for a percentile, and 7 divides few row lengths.
  std::vector<float> sample;
  for (std::size_t i = 0; i < radiograph.grey().size(); i += 7)
    sample.push_back(radiograph.grey()[i]);
  const auto percentile = [&](double share) {
    const auto at = sample.begin() +
                    static_cast<std::ptrdiff_t>(share * static_cast<double>(sample.size() - 1));
    std::nth_element(sample.begin(), at, sample.end());
    return *at;
  };
  return {percentile(0.005), percentile(0.995)};
}

Window shown_range(const Radiograph& radiograph) {
  if (const auto& window = radiograph.acquisition().window) return *window;
  return radiograph.acquisition().bits <= 8 ? Window{} : spread(radiograph);
}

/// The mean of a block of pixels, cut at the edges.
float block_mean(const Radiograph& radiograph, int left, int top, int side) {
  const int right = std::min(left + side, radiograph.extent().width);
  const int bottom = std::min(top + side, radiograph.extent().height);
  float sum = 0;
  for (int y = top; y < bottom; ++y)
    for (int x = left; x < right; ++x) sum += radiograph.row(y)[static_cast<std::size_t>(x)];
  return sum / static_cast<float>((right - left) * (bottom - top));
}

}  // namespace

Surface film(const Radiograph& radiograph, int longest_side) {
  const Extent extent = radiograph.extent();
  const int block = std::max(1, std::max(extent.width, extent.height) / longest_side);
  const Extent drawn{(extent.width + block - 1) / block, (extent.height + block - 1) / block};
  const auto [black, white] = shown_range(radiograph);
  const float stretch = white > black ? 255.0F / (white - black) : 0.0F;

  Surface surface = make_surface(drawn);
  cairo_surface_flush(surface.get());
  unsigned char* const pixels = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  for (int y = 0; y < drawn.height; ++y) {
    auto* const line = reinterpret_cast<std::uint32_t*>(pixels + std::ptrdiff_t{y} * stride);
    for (int x = 0; x < drawn.width; ++x) {
      const float mean = block_mean(radiograph, x * block, y * block, block);
      const auto grey = static_cast<std::uint32_t>(
          std::lround(std::clamp((mean - black) * stretch, 0.0F, 255.0F)));
      line[x] = 0xFF000000u | grey << 16 | grey << 8 | grey;
    }
  }
  cairo_surface_mark_dirty(surface.get());
  return surface;
}

}  // namespace osteon
