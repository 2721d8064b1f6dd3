#include "osteon/service/shrink.hpp"

#include <algorithm>
#include <cmath>

namespace osteon::service {
namespace {

/// Source pixels that one value stands for, with the part of each that counts.
struct Span {
  int first = 0;
  std::vector<float> weights;  ///< add up to 1
};

std::vector<Span> spans(int from, int to) {
  std::vector<Span> list(static_cast<std::size_t>(to));
  const double step = static_cast<double>(from) / to;
  for (int i = 0; i < to; ++i) {
    const double begin = i * step;
    const double end = std::min<double>(from, begin + step);
    Span& span = list[static_cast<std::size_t>(i)];
    span.first = static_cast<int>(begin);
    for (int p = span.first; p < end; ++p)
      span.weights.push_back(static_cast<float>(
          (std::min<double>(end, p + 1) - std::max<double>(begin, p)) / (end - begin)));
  }
  return list;
}

}  // namespace

Shrunk shrink(const Radiograph& radiograph, int longest) {
  const Extent from = radiograph.extent();
  const double scale =
      std::min(1.0, static_cast<double>(longest) / std::max(from.width, from.height));
  const auto scaled = [&](int side) {
    return std::max(1, static_cast<int>(std::lround(side * scale)));
  };
  Shrunk shrunk{.extent = {scaled(from.width), scaled(from.height)}, .values = {}};
  const auto across = spans(from.width, shrunk.extent.width);
  const auto down = spans(from.height, shrunk.extent.height);
  shrunk.values.reserve(across.size() * down.size());
  std::vector<float> line(across.size());
  for (const Span& rows : down) {
    std::ranges::fill(line, 0.0F);
    for (std::size_t r = 0; r < rows.weights.size(); ++r) {
      const auto row = radiograph.row(rows.first + static_cast<int>(r));
      for (std::size_t x = 0; x < across.size(); ++x) {
        float mean = 0;
        for (std::size_t c = 0; c < across[x].weights.size(); ++c)
          mean += across[x].weights[c] * row[static_cast<std::size_t>(across[x].first) + c];
        line[x] += rows.weights[r] * mean;
      }
    }
    for (const float value : line)
      shrunk.values.push_back(
          static_cast<std::uint16_t>(std::lround(std::clamp(value, 0.0F, 1.0F) * 65535.0F)));
  }
  return shrunk;
}

}  // namespace osteon::service
