#include "osteon/model/head.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace osteon {

std::vector<float> values_at_places(const Head& head, int output, std::span<const float> features) {
  const std::size_t channels = head.weight.size() / head.bias.size();
  assert(!features.empty() && features.size() % channels == 0);
  const auto weight =
      std::span(head.weight).subspan(static_cast<std::size_t>(output) * channels, channels);
  std::vector<float> values;
  values.reserve(features.size() / channels);
  for (std::size_t place = 0; place < features.size(); place += channels) {
    // Several sums side by side, which the compiler can keep in one register.
    std::array<float, 16> sums{};
    const float* at = features.data() + place;
    std::size_t c = 0;
    for (; c + sums.size() <= channels; c += sums.size())
      for (std::size_t lane = 0; lane < sums.size(); ++lane)
        sums[lane] += at[c + lane] * weight[c + lane];
    for (; c < channels; ++c) sums[0] += at[c] * weight[c];
    values.push_back(std::accumulate(sums.begin(), sums.end(), 0.0F));
  }
  return values;
}

double pooled_score(const Head& head, int output, std::span<const float> values) {
  const double bias = head.bias[static_cast<std::size_t>(output)];
  const auto count = static_cast<double>(values.size());
  if (head.pooling == Pooling::mean)
    return std::accumulate(values.begin(), values.end(), 0.0) / count + bias;
  // The highest is taken out first, so that nothing overflows.
  const double highest = std::ranges::max(values);
  double sum = 0;
  for (const float value : values) sum += std::exp(value - highest);
  return highest + std::log(sum / count) + bias;
}

std::vector<double> scores_of(const Head& head, std::span<const float> features) {
  std::vector<double> scores;
  for (int output = 0; output < head.outputs(); ++output)
    scores.push_back(pooled_score(head, output, values_at_places(head, output, features)));
  return scores;
}

}  // namespace osteon
