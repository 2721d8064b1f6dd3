#include "osteon/model/prepare.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include "osteon/model/limb.hpp"

namespace osteon {
namespace {

/// A rectangle of whole pixels inside a radiograph.
struct Crop {
  std::size_t left, top, width, height;

  explicit Crop(const Box& box)
      : left(static_cast<std::size_t>(box.left)),
        top(static_cast<std::size_t>(box.top)),
        width(static_cast<std::size_t>(box.width)),
        height(static_cast<std::size_t>(box.height)) {}
  std::span<const float> row(const Radiograph& radiograph, std::size_t y) const {
    return radiograph.row(static_cast<int>(top + y)).subspan(left, width);
  }
};

/// How many pixels there are of each grey value, to 1/65536: the depth that radiographs have.
class Histogram {
 public:
  void add(std::span<const float> row) {
    std::size_t x = 0;
    for (; x + lanes <= row.size(); x += lanes)
      for (std::size_t lane = 0; lane < lanes; ++lane) ++counts_[bin_of(row[x + lane])][lane];
    for (; x < row.size(); ++x) ++counts_[bin_of(row[x])][0];
    pixels_ += row.size();
  }

  /// The value below which so many percent of the pixels lie.
  float percentile(double percent) const {
    const double wanted = percent / 100.0 * static_cast<double>(pixels_);
    std::size_t seen = 0;
    for (std::size_t bin = 0; bin < bins; ++bin) {
      for (const std::uint32_t count : counts_[bin]) seen += count;
      if (static_cast<double>(seen) >= wanted && seen > 0)
        return static_cast<float>(bin) / (bins - 1);
    }
    return 1.0F;
  }

 private:
  static constexpr std::size_t bins = 65536;
  /// Neighbours are often equal, and a count that was just written is slow to read: they take
  /// turns.
  static constexpr std::size_t lanes = 2;

  static std::size_t bin_of(float grey) {
    return static_cast<std::size_t>(static_cast<int>(grey * (bins - 1) + 0.5F));
  }

  std::vector<std::array<std::uint32_t, lanes>> counts_{bins};
  std::size_t pixels_ = 0;
};

/// From twice as many pixels on, rows are left out of the histogram: a million say a percentile
/// well.
constexpr std::size_t enough_pixels = 1'000'000;

Histogram histogram_of(const Radiograph& radiograph, const Crop& crop, const InputSpec& spec) {
  Histogram histogram;
  // The least and the largest value may be in any row.
  const bool all = spec.low_percentile <= 0 || spec.high_percentile >= 100;
  const std::size_t every =
      all ? 1 : std::max<std::size_t>(1, crop.width * crop.height / enough_pixels);
  for (std::size_t y = every / 2; y < crop.height; y += every)
    histogram.add(crop.row(radiograph, y));
  return histogram;
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

/// The rows of a crop with their contrast stretched, made one after the other; those that one row
/// of the output takes are kept. Stretched before they are averaged: the clamping must not depend
/// on the size of the output.
class StretchedRows {
 public:
  StretchedRows(const Radiograph& radiograph, const Crop& crop, int kept, float black, float white)
      : radiograph_(radiograph),
        crop_(crop),
        kept_(static_cast<std::size_t>(kept)),
        black_(black),
        stretch_(white > black ? 1.0F / (white - black) : 0.0F),
        rows_(kept_ * crop.width) {}

  /// \param y  at most `kept` above the lowest asked for so far
  std::span<const float> row(std::size_t y) {
    while (made_ <= y) make(made_++);
    return place(y);
  }

 private:
  std::span<float> place(std::size_t y) {
    return std::span(rows_).subspan(y % kept_ * crop_.width, crop_.width);
  }

  void make(std::size_t y) {
    const auto from = crop_.row(radiograph_, y);
    const auto to = place(y);
    const float black = black_;
    const float stretch = stretch_;
    // Two loops, since the compiler vectorises neither std::clamp nor both bounds in one.
    for (std::size_t x = 0; x < to.size(); ++x) to[x] = std::max((from[x] - black) * stretch, 0.0F);
    for (float& grey : to) grey = std::min(grey, 1.0F);
  }

  const Radiograph& radiograph_;
  const Crop& crop_;
  std::size_t kept_;
  float black_;
  float stretch_;
  std::vector<float> rows_;
  std::size_t made_ = 0;
};

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

Placement placement(const Box& from, int side) {
  const float scale = static_cast<float>(side) / std::max(from.width, from.height);
  const auto fit = [&](float length) {
    return std::clamp(static_cast<int>(std::lround(length * scale)), 1, side);
  };
  const int width = fit(from.width);
  const int height = fit(from.height);
  return {from, static_cast<float>((side - width) / 2), static_cast<float>((side - height) / 2),
          static_cast<float>(width), static_cast<float>(height)};
}

Placement prepare(const Radiograph& radiograph, const InputSpec& spec, std::span<float> out) {
  const auto [whole_width, whole_height] = radiograph.extent();
  const Box shown = spec.crop_to_limb ? exposed_limb(radiograph)
                                      : Box{0, 0, static_cast<float>(whole_width),
                                            static_cast<float>(whole_height)};
  const Crop crop(shown);
  const Placement place = placement(shown, spec.side);
  const auto width = static_cast<std::size_t>(place.width);
  const auto height = static_cast<std::size_t>(place.height);
  const auto side = static_cast<std::size_t>(spec.side);

  const Histogram histogram = histogram_of(radiograph, crop, spec);
  std::ranges::fill(out, -spec.subtract);
  const Taps across = triangle_taps(static_cast<int>(crop.width), static_cast<int>(width));
  const Taps down = triangle_taps(static_cast<int>(crop.height), static_cast<int>(height));

  // Columns first: a whole row is weighted and added at a time, which the compiler vectorises, and
  // no second copy of the radiograph is made.
  StretchedRows rows(radiograph, crop, down.width, histogram.percentile(spec.low_percentile),
                     histogram.percentile(spec.high_percentile));
  std::vector<float> line(crop.width);
  for (std::size_t y = 0; y < height; ++y) {
    std::ranges::fill(line, 0.0F);
    for (int t = 0; t < down.width; ++t) {
      const float weight =
          down.weights[y * static_cast<std::size_t>(down.width) + static_cast<std::size_t>(t)];
      if (weight == 0.0F) continue;
      const auto row = rows.row(static_cast<std::size_t>(down.first[y] + t));
      for (std::size_t x = 0; x < line.size(); ++x) line[x] += weight * row[x];
    }
    const auto to = out.subspan(
        (static_cast<std::size_t>(place.top) + y) * side + static_cast<std::size_t>(place.left),
        width);
    gather_row(line, across, to);
    for (float& value : to) value = value * spec.scale - spec.subtract;
  }
  return place;
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
