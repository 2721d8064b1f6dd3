#include "osteon/dataset/picture_hash.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>
#include <vector>

namespace osteon {
namespace {

constexpr int side = 64;         ///< of the small picture that is transformed
constexpr int frequencies = 16;  ///< that are kept, across and down
/// Rounding leaves about this much of a frequency that is not there, as in a picture of one grey.
constexpr float noise = 0.01F;

using Small = std::array<std::array<float, side>, side>;

/// The mean of the pixels that fall into each place; a picture with fewer pixels than places gives
/// some of them twice.
Small shrunk(const Radiograph& radiograph) {
  const auto [width, height] = radiograph.extent();
  const auto edge = [](int place, int pixels) {
    return static_cast<int>(static_cast<std::int64_t>(place) * pixels / side);
  };
  Small small{};
  std::array<double, side> sums{};
  for (int y = 0; y < side; ++y) {
    const int top = edge(y, height);
    const int bottom = std::max(top + 1, edge(y + 1, height));
    sums.fill(0);
    for (int row = top; row < bottom; ++row) {
      const auto grey = radiograph.row(row);
      for (int x = 0; x < side; ++x) {
        const int left = edge(x, width);
        const int right = std::max(left + 1, edge(x + 1, width));
        float sum = 0;
        for (int i = left; i < right; ++i) sum += grey[static_cast<std::size_t>(i)];
        sums[static_cast<std::size_t>(x)] += static_cast<double>(sum) / (right - left);
      }
    }
    for (std::size_t x = 0; x < side; ++x)
      small[static_cast<std::size_t>(y)][x] = static_cast<float>(sums[x] / (bottom - top));
  }
  return small;
}

/// cos((2 i + 1) k pi / (2 side)): the discrete cosine transform of type II, without its factors,
/// which no sign depends on (Ahmed, Natarajan and Rao, IEEE Trans. Computers C-23, 1974).
const std::array<std::array<float, side>, frequencies>& cosines() {
  static const auto table = [] {
    std::array<std::array<float, side>, frequencies> cosine{};
    for (std::size_t k = 0; k < frequencies; ++k)
      for (std::size_t i = 0; i < side; ++i)
        cosine[k][i] = static_cast<float>(
            std::cos(static_cast<double>((2 * i + 1) * k) * std::numbers::pi / (2 * side)));
    return cosine;
  }();
  return table;
}

}  // namespace

PictureHash picture_hash(const Radiograph& radiograph) {
  const Small small = shrunk(radiograph);
  const auto& cosine = cosines();
  std::array<std::array<float, frequencies>, side> rows{};
  for (std::size_t y = 0; y < side; ++y)
    for (std::size_t u = 0; u < frequencies; ++u)
      for (std::size_t x = 0; x < side; ++x) rows[y][u] += small[y][x] * cosine[u][x];

  PictureHash hash;
  for (std::size_t v = 0; v < frequencies; ++v)
    for (std::size_t u = 0; u < frequencies; ++u) {
      if (u == 0 && v == 0) continue;  // the mean brightness
      float sum = 0;
      for (std::size_t y = 0; y < side; ++y) sum += rows[y][u] * cosine[v][y];
      const std::size_t place = v * frequencies + u;
      if (sum > noise) hash.bits[place / 64] |= std::uint64_t{1} << (place % 64);
    }
  return hash;
}

int distance(const PictureHash& a, const PictureHash& b) {
  int different = 0;
  for (std::size_t i = 0; i < a.bits.size(); ++i) different += std::popcount(a.bits[i] ^ b.bits[i]);
  return different;
}

}  // namespace osteon
