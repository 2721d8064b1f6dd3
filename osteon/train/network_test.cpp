#include "osteon/train/network.hpp"

#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

#include "osteon/train/learner.hpp"

namespace osteon {
namespace {

using Heads = std::map<std::string, std::vector<float>>;

TrainedNetwork tiny_network(int parts) {
  return TrainedNetwork{NetworkOptions{.backbone = backbone_named("resnet-tiny"), .parts = parts}};
}

Heads heads_of(const TrainedNetwork& network, const std::vector<std::string>& parts) {
  Heads heads;
  for (const NamedTensor& tensor : network->head_tensors(parts)) heads[tensor.name] = tensor.values;
  return heads;
}

/// The heads of a network that was taught nothing, with every value different from every other.
Pack pack_of(const std::vector<std::string>& parts) {
  TrainedNetwork network = tiny_network(static_cast<int>(parts.size()));
  {
    const torch::NoGradGuard no_grad;
    for (torch::Tensor& parameter : network->parameters()) parameter.uniform_(-1, 1);
  }
  const Heads heads = heads_of(network, parts);
  const auto head = [&](const std::string& name) {
    return Head{.tensors = name,
                .weight = heads.at(name + ".weight"),
                .bias = heads.at(name + ".bias"),
                .hidden = {}};
  };
  Pack pack;
  pack.router.parts = parts;
  pack.router.head = head("router");
  for (std::size_t i = 0; i < parts.size(); ++i)
    pack.experts.push_back({.part = parts[i],
                            .backbone = "",
                            .head = head("expert." + parts[i]),
                            .place_bias = network->place_biases()[i]});
  pack.boxes = BoxHead{.backbone = "", .head = head("box")};
  return pack;
}

bool same(const std::vector<float>& one, const std::vector<float>& other) {
  return std::ranges::equal(
      one, other, [](float a, float b) { return std::abs(a - b) < 1e-3F * (1 + std::abs(a)); });
}

/// The weights of one output.
std::vector<float> row(const std::vector<float>& weight, std::size_t index, std::size_t rows) {
  const std::size_t length = weight.size() / rows;
  const auto begin = weight.begin() + static_cast<std::ptrdiff_t>(index * length);
  return {begin, begin + static_cast<std::ptrdiff_t>(length)};
}

}  // namespace

// Else every convolution brings its input into another order and back: a third of a step's time.
TEST_CASE("images and all that is computed from them lie channels-last", "[train]") {
  const auto channels_last = torch::MemoryFormat::ChannelsLast;
  for (const int images : {1, 3}) {
    Tensor tensor({images, 1, 64, 64});
    for (std::size_t i = 0; i < tensor.values.size(); ++i)
      tensor.values[i] = static_cast<float>(i % 251);
    const torch::Tensor seen = images_of(tensor);
    CHECK(seen.suggest_memory_format() == channels_last);
    CHECK(seen[images - 1][0][5][7].item<float>() ==
          tensor.values[static_cast<std::size_t>((images - 1) * 64 * 64 + 5 * 64 + 7)]);
    torch::nn::Conv2d stem(torch::nn::Conv2dOptions(1, 8, 7).stride(2).padding(3));
    CHECK(stem(seen).is_contiguous(channels_last));
  }
}

TEST_CASE("a pack's heads compute the same, however the features are standardised", "[train]") {
  const Pack pack = pack_of({"hand", "knee"});
  const std::vector<std::string> parts{"hand", "hip", "knee"};
  TrainedNetwork network = tiny_network(3);
  network->take_heads(pack, parts);
  network->standardise_features({torch::rand({4, 1, 64, 64}), torch::rand({4, 1, 64, 64})});
  const Heads heads = heads_of(network, parts);

  const Expert& knee = *pack.expert_for("knee");
  const Expert& hand = *pack.expert_for("hand");
  CHECK(same(heads.at("expert.knee.weight"), knee.head.weight));
  CHECK(same(heads.at("expert.knee.bias"), knee.head.bias));
  CHECK(same(heads.at("expert.hand.weight"), hand.head.weight));
  CHECK(same(heads.at("box.weight"), pack.boxes->head.weight));
  CHECK(same(heads.at("box.bias"), pack.boxes->head.bias));
  // The new part stands between the two in the router, and "none of these" stays the last.
  const auto& router = heads.at("router.weight");
  CHECK(same(row(router, 0, 4), row(pack.router.head.weight, 0, 3)));
  CHECK(same(row(router, 2, 4), row(pack.router.head.weight, 1, 3)));
  CHECK(same(row(router, 3, 4), row(pack.router.head.weight, 2, 3)));
  CHECK_FALSE(same(row(router, 1, 4), row(pack.router.head.weight, 1, 3)));
  // It begins with what the pack's experts share.
  std::vector<float> shared;
  for (std::size_t i = 0; i < knee.head.weight.size(); ++i)
    shared.push_back((knee.head.weight[i] + hand.head.weight[i]) / 2);
  CHECK(same(heads.at("expert.hip.weight"), shared));
}

}  // namespace osteon
