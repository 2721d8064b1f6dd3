// Finding room for letters.
#include "osteon/phantom/marks.hpp"

#include <algorithm>
#include <array>

#include "osteon/phantom/exposure.hpp"
#include "osteon/phantom/lettering.hpp"

namespace osteon::phantom {
namespace {

/// A corner of the film, and how much of the body lies there.
struct Corner {
  bool right, bottom;
  double cover = 0;
};

/// The corners of the film, the emptiest first.
std::array<Corner, 4> corners_of(const Raster& attenuation) {
  const auto [left, top, width, height] = static_cast<const Area&>(attenuation);
  std::array<Corner, 4> corners{Corner{false, false}, {true, false}, {false, true}, {true, true}};
  for (Corner& corner : corners)
    for (int y = 0; y < height / 4; ++y)
      for (int x = 0; x < width / 4; ++x)
        corner.cover +=
            attenuation.at(corner.right ? width - 1 - x : x, corner.bottom ? height - 1 - y : y);
  std::ranges::stable_sort(corners, {}, &Corner::cover);
  return corners;
}

}  // namespace

void mark(std::vector<float>& grey, const Raster& attenuation, Laterality side, bool drawn,
          Random& place) {
  const Extent extent{attenuation.width, attenuation.height};
  const double inset = place.uniform(0.07, 0.16);
  const auto imprint_in = [&](const Corner& corner, const Raster& letters, float brightness) {
    const int across = static_cast<int>(extent.width * inset);
    const int down = static_cast<int>(extent.height * inset);
    imprint(grey, extent, letters, corner.right ? extent.width - across - letters.width : across,
            corner.bottom ? extent.height - down - letters.height : down, brightness);
  };

  const auto corners = corners_of(attenuation);
  const double height = std::max(extent.height * place.uniform(0.03, 0.05), 10.0);
  // Not every film in a folder carries a side marker.
  if (place.chance(0.85))
    imprint_in(corners[0], lettered(side == Laterality::left ? "L" : "R", height), 0.98F);
  if (drawn) imprint_in(corners[1], lettered("DRAWN", std::max(extent.height * 0.02, 7.0)), 0.75F);
}

}  // namespace osteon::phantom
