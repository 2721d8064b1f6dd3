#include "osteon/model/prepare.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace osteon {
namespace {

/// The values below which `low` and `high` percent of the pixels lie, to 1/65536: a histogram of
/// the depth that radiographs have.
std::pair<float, float> percentiles(std::span<const float> grey, double low, double high) {
  constexpr int bins = 65536;
  std::vector<std::uint32_t> histogram(bins);
  for (const float value : grey) ++histogram[static_cast<std::size_t>(value * (bins - 1) + 0.5F)];
  const auto at = [&](double percent) {
    const double wanted = percent / 100.0 * static_cast<double>(grey.size());
    double seen = 0;
    for (int bin = 0; bin < bins; ++bin) {
      seen += histogram[static_cast<std::size_t>(bin)];
      if (seen >= wanted && seen > 0) return static_cast<float>(bin) / (bins - 1);
    }
    return 1.0F;
  };
  return {at(low), at(high)};
}

/// For each output pixel along one side, the first input pixel and the weights of those it takes.
struct Taps {
  int width = 0;  ///< weights per output pixel
  std::vector<int> first;
  std::vector<float> weights;
};

/// A triangle as wide as the output pixel when shrinking, as the input pixel when growing.
Taps triangle_taps(int in, int out) {
  const double scale = static_cast<double>(in) / out;
  const double reach = std::max(scale, 1.0);
  Taps taps;
  taps.width = std::min(in, static_cast<int>(std::ceil(2 * reach)) + 1);
  for (int o = 0; o < out; ++o) {
    const double centre = (o + 0.5) * scale - 0.5;
    const int first = std::clamp(static_cast<int>(std::ceil(centre - reach)), 0, in - taps.width);
    taps.first.push_back(first);
    const std::size_t begin = taps.weights.size();
    double sum = 0;
    for (int t = 0; t < taps.width; ++t) {
      const double weight = std::max(0.0, 1.0 - std::abs(first + t - centre) / reach);
      taps.weights.push_back(static_cast<float>(weight));
      sum += weight;
    }
    for (std::size_t i = begin; i < taps.weights.size(); ++i)
      taps.weights[i] /= static_cast<float>(sum);
  }
  return taps;
}

/// One row of the input gathered into `out` pixels.
void gather_row(std::span<const float> row, const Taps& taps, std::span<float> out) {
  for (std::size_t x = 0; x < out.size(); ++x) {
    const float* from = row.data() + taps.first[x];
    const float* weights = taps.weights.data() + x * static_cast<std::size_t>(taps.width);
    float sum = 0;
    for (int t = 0; t < taps.width; ++t) sum += from[t] * weights[t];
    out[x] = sum;
  }
}

}  // namespace

Placement placement(Extent radiograph, int side) {
  const float scale =
      static_cast<float>(side) / static_cast<float>(std::max(radiograph.width, radiograph.height));
  const auto fit = [&](int length) {
    return std::clamp(static_cast<int>(std::lround(static_cast<float>(length) * scale)), 1, side);
  };
  const int width = fit(radiograph.width);
  const int height = fit(radiograph.height);
  return {static_cast<float>((side - width) / 2), static_cast<float>((side - height) / 2),
          static_cast<float>(width), static_cast<float>(height)};
}

void prepare(const Radiograph& radiograph, const InputSpec& spec, std::span<float> out) {
  const Extent extent = radiograph.extent();
  const Placement place = placement(extent, spec.side);
  const auto width = static_cast<std::size_t>(place.width);
  const auto height = static_cast<std::size_t>(place.height);
  const auto side = static_cast<std::size_t>(spec.side);

  const auto [black, white] =
      percentiles(radiograph.grey(), spec.low_percentile, spec.high_percentile);
  const float stretch = white > black ? 1.0F / (white - black) : 0.0F;

  std::ranges::fill(out, -spec.subtract);
  const Taps across = triangle_taps(extent.width, static_cast<int>(width));
  const Taps down = triangle_taps(extent.height, static_cast<int>(height));

  // Columns first: a whole row is weighted and added at a time, which the compiler vectorises, and
  // no second copy of the radiograph is made.
  std::vector<float> line(static_cast<std::size_t>(extent.width));
  for (std::size_t y = 0; y < height; ++y) {
    std::ranges::fill(line, 0.0F);
    for (int t = 0; t < down.width; ++t) {
      const float weight =
          down.weights[y * static_cast<std::size_t>(down.width) + static_cast<std::size_t>(t)];
      if (weight == 0.0F) continue;
      const auto row = radiograph.row(down.first[y] + t);
      // Stretched before it is averaged: the clamping must not depend on the size of the output.
      for (std::size_t x = 0; x < line.size(); ++x)
        line[x] += weight * std::clamp((row[x] - black) * stretch, 0.0F, 1.0F);
    }
    const auto to = out.subspan(
        (static_cast<std::size_t>(place.top) + y) * side + static_cast<std::size_t>(place.left),
        width);
    gather_row(line, across, to);
    for (float& value : to) value = value * spec.scale - spec.subtract;
  }
}

Tensor prepare(std::span<const Radiograph> radiographs, const InputSpec& spec) {
  Tensor tensor({static_cast<int>(radiographs.size()), 1, spec.side, spec.side});
  const std::size_t area =
      static_cast<std::size_t>(spec.side) * static_cast<std::size_t>(spec.side);
  for (std::size_t i = 0; i < radiographs.size(); ++i)
    prepare(radiographs[i], spec, std::span(tensor.values).subspan(i * area, area));
  return tensor;
}

}  // namespace osteon
