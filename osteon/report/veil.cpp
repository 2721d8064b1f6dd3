#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "osteon/report/drawing.hpp"

namespace osteon {
namespace {

// Bone must stay readable below it.
constexpr float most_opaque = 0.45F;

struct Colour {
  float red, green, blue;
};
// Amber to vermilion: apart from every grey, and from each other for most who see few colours.
constexpr Colour faint{255, 176, 0};
constexpr Colour strong{230, 70, 30};

/// Cairo's ARGB32: premultiplied.
std::uint32_t premultiplied(float share) {
  const float opacity = most_opaque * share * share * (3 - 2 * share);  // eases in and out
  const auto channel = [&](float from, float to) {
    return static_cast<std::uint32_t>(std::lround(std::lerp(from, to, share) * opacity));
  };
  return static_cast<std::uint32_t>(std::lround(opacity * 255)) << 24 |
         channel(faint.red, strong.red) << 16 | channel(faint.green, strong.green) << 8 |
         channel(faint.blue, strong.blue);
}

}  // namespace

Surface veil(const Heatmap& heatmap, Extent radiograph, Extent drawn) {
  Surface surface = make_surface(drawn);
  const float peak = std::ranges::max(heatmap.values);
  if (peak <= heatmap.floor) return surface;

  cairo_surface_flush(surface.get());
  unsigned char* const pixels = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  const float across = static_cast<float>(radiograph.width) / static_cast<float>(drawn.width);
  const float down = static_cast<float>(radiograph.height) / static_cast<float>(drawn.height);
  for (int y = 0; y < drawn.height; ++y) {
    auto* const line = reinterpret_cast<std::uint32_t*>(pixels + std::ptrdiff_t{y} * stride);
    for (int x = 0; x < drawn.width; ++x) {
      const float heat = heat_at(heatmap, (static_cast<float>(x) + 0.5F) * across,
                                 (static_cast<float>(y) + 0.5F) * down);
      const float share = (heat - heatmap.floor) / (peak - heatmap.floor);
      if (share > 0) line[x] = premultiplied(std::min(share, 1.0F));
    }
  }
  cairo_surface_mark_dirty(surface.get());
  return surface;
}

}  // namespace osteon
