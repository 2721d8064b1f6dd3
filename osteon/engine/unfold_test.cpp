#include "osteon/engine/unfold.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "osteon/base/random.hpp"

using namespace osteon;

namespace {

std::vector<float> drawn(int count, std::uint64_t seed) {
  Random random(seed);
  std::vector<float> values;
  for (int i = 0; i < count; ++i) values.push_back(static_cast<float>(random.normal()));
  return values;
}

float pixel(const std::vector<float>& image, int side, int y, int x) {
  return y < 0 || x < 0 || y >= side || x >= side ? 0
                                                  : image[static_cast<std::size_t>(y * side + x)];
}

double as_written(const ConvLayer& layer, const std::vector<float>& weights,
                  const std::vector<float>& image, int side, int y, int x) {
  double sum = 0;
  for (int ky = 0; ky < layer.kernel; ++ky)
    for (int kx = 0; kx < layer.kernel; ++kx)
      sum += double{weights[static_cast<std::size_t>(ky * layer.kernel + kx)]} *
             double{pixel(image, side, y * layer.stride - layer.padding + ky,
                          x * layer.stride - layer.padding + kx)};
  return sum;
}

double over_pairs(const Window& window, const std::vector<float>& weights,
                  const std::vector<float>& image, int side, int y, int x) {
  double sum = 0;
  for (int channel = 0; channel < window.channels; ++channel)
    for (int row = 0; row < window.side; ++row)
      for (int column = 0; column < window.side; ++column)
        sum += double{weights[static_cast<std::size_t>((channel * window.side + row) * window.side +
                                                       column)]} *
               double{pixel(image, side, 2 * (y - window.before + row) + channel / 2,
                            2 * (x - window.before + column) + channel % 2)};
  return sum;
}

}  // namespace

TEST_CASE("over pairs of pixels a stem computes what it computes over pixels", "[engine][unfold]") {
  for (const auto& [kernel, padding] : {std::pair{7, 3}, {3, 1}, {5, 2}, {2, 0}, {4, 1}})
    for (const int side : {2, 8, 14}) {
      INFO(fmt::format("{0} x {0}, padding {1}, side {2}", kernel, padding, side));
      const ConvLayer layer{.in = 1, .out = 1, .kernel = kernel, .stride = 2, .padding = padding};
      if (side + 2 * padding < kernel) continue;
      REQUIRE(can_unfold(layer, side));
      const auto weights = drawn(kernel * kernel, 1);
      const auto image = drawn(side * side, 2);
      const Window window = window_of({.operation = layer, .unfolded = true});
      CHECK(side / 2 + window.before + window.after - window.side + 1 == convolved(side, layer));
      const auto unfolded = unfolded_weights(layer, weights);
      REQUIRE(unfolded.size() ==
              static_cast<std::size_t>(window.channels * window.side * window.side));
      for (int y = 0; y < side / 2; ++y)
        for (int x = 0; x < side / 2; ++x)
          CHECK(over_pairs(window, unfolded, image, side, y, x) ==
                Approx(as_written(layer, weights, image, side, y, x)).margin(1e-9));
    }
}

TEST_CASE("what does not step over pairs of one channel stays as it is", "[engine][unfold]") {
  const ConvLayer stem{.in = 1, .out = 8, .kernel = 7, .stride = 2, .padding = 3};
  CHECK(can_unfold(stem, 64));
  CHECK_FALSE(can_unfold(stem, 65));
  ConvLayer other = stem;
  other.in = 3;
  CHECK_FALSE(can_unfold(other, 64));
  other = stem;
  other.stride = 1;
  CHECK_FALSE(can_unfold(other, 64));
  other = stem;
  other.padding = 0;  // three places fewer
  CHECK_FALSE(can_unfold(other, 64));
}
