#include "osteon/engine/plain.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>

namespace osteon {
namespace {

/// Which rows (or columns) of the output have `tap` of the kernel over a row of the input.
struct Range {
  int begin = 0;
  int end = 0;
};

Range covered(int tap, int in, int out, int stride, int padding) {
  const auto position = [&](int o) { return o * stride - padding + tap; };
  Range range{.begin = 0, .end = out};
  while (range.begin < range.end && position(range.begin) < 0) ++range.begin;
  while (range.end > range.begin && position(range.end - 1) >= in) --range.end;
  return range;
}

/// output += weight * (the input as tap (ky, kx) of the kernel sees it)
void add_tap(double weight, int ky, int kx, const ConvLayer& layer, const Volume& input, int in,
             Volume& output, int out) {
  const Range rows = covered(ky, input.rows, output.rows, layer.stride, layer.padding);
  const Range columns = covered(kx, input.columns, output.columns, layer.stride, layer.padding);
  for (int y = rows.begin; y < rows.end; ++y)
    for (int x = columns.begin; x < columns.end; ++x)
      output.at(out, y, x) += weight * input.at(in, y * layer.stride - layer.padding + ky,
                                                x * layer.stride - layer.padding + kx);
}

void normalise(const ConvLayer& layer, const Safetensors& weights, Volume& volume) {
  const std::array<std::int64_t, 1> shape{layer.out};
  const auto gain = weights.floats(layer.norm + ".weight", shape);
  const auto shift = weights.floats(layer.norm + ".bias", shape);
  const auto mean = weights.floats(layer.norm + ".running_mean", shape);
  const auto variance = weights.floats(layer.norm + ".running_var", shape);
  for (int channel = 0; channel < volume.channels; ++channel) {
    const auto c = static_cast<std::size_t>(channel);
    const double deviation = std::sqrt(double{variance[c]} + double{batch_norm_epsilon});
    for (int y = 0; y < volume.rows; ++y)
      for (int x = 0; x < volume.columns; ++x) {
        double& value = volume.at(channel, y, x);
        value = gain[c] * (value - mean[c]) / deviation + shift[c];
      }
  }
}

}  // namespace

Volume plain_convolution(const ConvLayer& layer, const Safetensors& weights, const Volume& input,
                         const Volume* added) {
  const std::array<std::int64_t, 4> shape{layer.out, layer.in, layer.kernel, layer.kernel};
  const auto kernels = weights.floats(layer.name + ".weight", shape);

  Volume output(layer.out, convolved(input.rows, layer), convolved(input.columns, layer));
  auto weight = kernels.begin();
  for (int out = 0; out < layer.out; ++out)
    for (int in = 0; in < layer.in; ++in)
      for (int ky = 0; ky < layer.kernel; ++ky)
        for (int kx = 0; kx < layer.kernel; ++kx)
          add_tap(*weight++, ky, kx, layer, input, in, output, out);

  normalise(layer, weights, output);
  if (added != nullptr)
    std::ranges::transform(output.values, added->values, output.values.begin(), std::plus{});
  if (layer.relu)
    for (double& value : output.values) value = std::max(value, 0.0);
  return output;
}

Volume plain_max_pool(const MaxPool& pool, const Volume& input) {
  Volume output(input.channels, pooled(input.rows, pool), pooled(input.columns, pool));
  for (int channel = 0; channel < output.channels; ++channel)
    for (int y = 0; y < output.rows; ++y)
      for (int x = 0; x < output.columns; ++x) {
        const int top = y * pool.stride - pool.padding;
        const int left = x * pool.stride - pool.padding;
        double largest = -std::numeric_limits<double>::infinity();
        for (int row = std::max(top, 0); row < std::min(top + pool.kernel, input.rows); ++row)
          for (int column = std::max(left, 0); column < std::min(left + pool.kernel, input.columns);
               ++column)
            largest = std::max(largest, input.at(channel, row, column));
        output.at(channel, y, x) = largest;
      }
  return output;
}

Volume plain_enlarged_sum(const Volume& coarse, const Volume& fine) {
  Volume sum = fine;
  for (int channel = 0; channel < fine.channels; ++channel)
    for (int row = 0; row < fine.rows; ++row)
      for (int column = 0; column < fine.columns; ++column) {
        double& value = sum.at(channel, row, column);
        value = std::max(0.0, value + coarse.at(channel, row / 2, column / 2));
      }
  return sum;
}

}  // namespace osteon
