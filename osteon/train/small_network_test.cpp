#include "osteon/train/small_network.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "osteon/base/random.hpp"

namespace osteon {
namespace {

constexpr int channels = 6;

/// Entries of the second class have more of the last channel.
FrozenFeatures separable(int entries) {
  Random random(4);
  FrozenFeatures features{channels, {}, {}};
  for (int row = 0; row < 2 * entries; ++row)
    for (int c = 0; c < channels; ++c)
      features.values.push_back(static_cast<float>(
          random.normal() + (c + 1 == channels && row / 2 % 2 == 1 ? 6.0 : 0.0)));
  return features;
}

LabelledRows rows(std::size_t first, std::size_t count) {
  LabelledRows rows;
  for (std::size_t i = first; i < first + count; ++i) {
    rows.entries.push_back(i);
    rows.classes.push_back(static_cast<int>(i % 2));
  }
  return rows;
}

}  // namespace

TEST_CASE("a small network learns what separates two classes", "[train]") {
  const FrozenFeatures features = separable(300);
  const SmallNetwork network =
      train_small_network(features, rows(0, 200), rows(200, 100), {.rate = 1e-3}, false);
  REQUIRE(network.layers.size() == 3);
  CHECK(network.epochs[static_cast<std::size_t>(network.best - 1)].valid_accuracy > 0.95);
}

TEST_CASE("training stops once validation has not improved for so long, and keeps the best",
          "[train]") {
  FrozenFeatures features = separable(60);
  Random random(8);
  LabelledRows noise = rows(0, 40);
  for (int& label : noise.classes) label = random.below(2);
  const SmallNetwork network = train_small_network(
      features, noise, rows(40, 20), {.rate = 0.05, .epochs = 200, .patience = 3}, false);
  CHECK(network.epochs.size() < 200);
  CHECK(static_cast<int>(network.epochs.size()) == network.best + 3);
}

TEST_CASE("an expert's one score says what the softmax of its two said", "[train]") {
  SmallNetwork network;
  network.layers = {{{1, 2, 3, 4}, {0, 0}}, {{0.5F, -1, 0.25F, 2}, {0.5F, -0.25F}}};
  const auto tensors = expert_tensors("expert.hand", network);
  REQUIRE(tensors.size() == 4);
  CHECK(tensors[0].name == "expert.hand.hidden.0.weight");
  CHECK(tensors[2].values == std::vector<float>{-0.25F, 3});
  CHECK(tensors[3].values == std::vector<float>{-0.75F});
}

TEST_CASE("a router that knows no \"none of these\" never answers it", "[train]") {
  SmallNetwork network;
  network.layers = {{{1, 2, 3, 4}, {0, 0}}, {{0.5F, -1, 0.25F, 2}, {0.5F, -0.25F}}};
  const auto tensors = router_tensors("router", network);
  CHECK(tensors[2].shape == std::vector<std::int64_t>{3, 2});
  CHECK(tensors[3].values.back() < -1000);
}

}  // namespace osteon
