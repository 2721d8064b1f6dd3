#include "osteon/model/head.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>

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

namespace {

/// Of the features that a head takes.
std::size_t channels_of(const Head& head) {
  if (head.hidden.empty()) return head.weight.size() / head.bias.size();
  return head.hidden.front().weight.size() / head.hidden.front().bias.size();
}

double log_mean_exp(std::span<const float> values) {
  // The highest is taken out first, so that nothing overflows.
  const double highest = std::ranges::max(values);
  double sum = 0;
  for (const float value : values) sum += std::exp(value - highest);
  return highest + std::log(sum / static_cast<double>(values.size()));
}

/// weight * in + bias
std::vector<float> through(std::span<const float> weight, std::span<const float> bias,
                           std::span<const float> in) {
  std::vector<float> out(bias.begin(), bias.end());
  for (std::size_t o = 0; o < out.size(); ++o)
    out[o] = std::inner_product(in.begin(), in.end(), weight.begin() + o * in.size(), out[o]);
  return out;
}

/// What each hidden layer says, before its ReLU.
std::vector<std::vector<float>> hidden_values(const Head& head, std::vector<float> in) {
  std::vector<std::vector<float>> values;
  for (const HiddenLayer& layer : head.hidden) {
    values.push_back(through(layer.weight, layer.bias, in));
    in = values.back();
    for (float& value : in) value = std::max(value, 0.0F);
  }
  return values;
}

}  // namespace

std::vector<float> mean_features(std::span<const float> features, std::size_t channels) {
  std::vector<float> mean(channels);
  assert(!features.empty() && features.size() % channels == 0);
  for (std::size_t place = 0; place < features.size(); place += channels)
    for (std::size_t c = 0; c < channels; ++c) mean[c] += features[place + c];
  const auto places = static_cast<float>(features.size() / channels);
  for (float& value : mean) value /= places;
  return mean;
}

// A linear layer's mean over all places is the layer of the mean features: one place's work.
std::vector<double> scores_of_mean(const Head& head, std::vector<float> mean) {
  if (!head.hidden.empty()) {
    mean = hidden_values(head, std::move(mean)).back();
    for (float& value : mean) value = std::max(value, 0.0F);
  }
  const std::vector<float> scores = through(head.weight, head.bias, mean);
  return {scores.begin(), scores.end()};
}

Head linear_at(const Head& head, std::span<const float> features) {
  if (head.hidden.empty()) return head;
  const std::vector<float> mean = mean_features(features, channels_of(head));
  const auto values = hidden_values(head, mean);
  // Backwards from the score; a unit at rest passes nothing on.
  std::vector<float> gradient = head.weight;
  for (std::size_t n = head.hidden.size(); n-- > 0;) {
    const HiddenLayer& layer = head.hidden[n];
    const std::size_t inputs = layer.weight.size() / layer.bias.size();
    std::vector<float> before(inputs);
    for (std::size_t o = 0; o < layer.bias.size(); ++o) {
      if (values[n][o] <= 0) continue;
      for (std::size_t i = 0; i < inputs; ++i)
        before[i] += gradient[o] * layer.weight[o * inputs + i];
    }
    gradient = std::move(before);
  }
  const float explained = std::inner_product(mean.begin(), mean.end(), gradient.begin(), 0.0F);
  const auto score = static_cast<float>(scores_of_mean(head, mean).front());
  return {.tensors = head.tensors, .weight = std::move(gradient), .bias = {score - explained}};
}

std::vector<double> scores_of(const Head& head, std::span<const float> features) {
  if (head.pooling == Pooling::mean)
    return scores_of_mean(head, mean_features(features, channels_of(head)));
  std::vector<double> scores;
  for (int output = 0; output < head.outputs(); ++output)
    scores.push_back(log_mean_exp(values_at_places(head, output, features)) +
                     head.bias[static_cast<std::size_t>(output)]);
  return scores;
}

}  // namespace osteon
