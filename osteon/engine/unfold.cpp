#include "osteon/engine/unfold.hpp"

#include <cstddef>

namespace osteon {
namespace {

constexpr int apart = 2;

/// Pairs of pixels that the window reaches to the left of, or above, the place that it is for.
int pairs_before(const ConvLayer& layer) { return (layer.padding + apart - 1) / apart; }

/// Pairs of pixels from its first to its last.
int pairs(const ConvLayer& layer) {
  return pairs_before(layer) + 1 + (layer.kernel - 1 - layer.padding) / apart;
}

}  // namespace

bool can_unfold(const ConvLayer& layer, int side) {
  return layer.in == 1 && layer.stride == apart && side % apart == 0 &&
         layer.kernel > layer.padding && convolved(side, layer) == side / apart;
}

Window window_of(const Step& step) {
  const auto& layer = std::get<ConvLayer>(step.operation);
  if (!step.unfolded) return {layer.in, layer.kernel, layer.stride, layer.padding, layer.padding};
  const int side = pairs(layer);
  const int before = pairs_before(layer);
  return {apart * apart, side, 1, before, side - 1 - before};
}

std::vector<float> unfolded_weights(const ConvLayer& layer, std::span<const float> weights) {
  const int side = pairs(layer);
  const int skipped = apart * pairs_before(layer) - layer.padding;
  std::vector<float> unfolded;
  for (int out = 0; out < layer.out; ++out)
    for (int channel = 0; channel < apart * apart; ++channel)
      for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column) {
          const int y = apart * row + channel / apart - skipped;
          const int x = apart * column + channel % apart - skipped;
          const bool inside = y >= 0 && x >= 0 && y < layer.kernel && x < layer.kernel;
          unfolded.push_back(
              inside
                  ? weights[static_cast<std::size_t>((out * layer.kernel + y) * layer.kernel + x)]
                  : 0.0F);
        }
  return unfolded;
}

}  // namespace osteon
