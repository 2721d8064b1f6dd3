// A pack for tests: resnet-tiny with random weights, always the same. Its probabilities mean
// nothing; what it says is chosen by its thresholds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "osteon/base/file.hpp"
#include "osteon/base/sha256.hpp"
#include "osteon/engine/random_weights.hpp"
#include "osteon/model/architecture.hpp"
#include "osteon/model/pack.hpp"

namespace osteon {

struct TinyPack {
  std::vector<std::string> parts{"hand", "knee"};
  Thresholds thresholds{.sensitive = 0.3, .specific = 0.7};
  float none = -50;  ///< how far the router leans to "none of these"
  std::string architecture = "resnet-tiny";
  Pooling pooling = Pooling::mean;  ///< the experts'
  std::vector<int> hidden;          ///< widths of every head's hidden layers
  float steepness = 1;              ///< the experts' weights are so many times as large
  double zoom = 0;                  ///< of a box head with random weights; 0: there is none
};

/// A head is a 1x1 convolution by another name.
inline std::vector<NamedTensor> random_head(const std::string& name, int outputs, int features,
                                            std::uint64_t seed) {
  const ConvLayer layer{.name = name, .norm = "unused", .in = features, .out = outputs};
  const ConvLayer* const layers[] = {&layer};
  NamedTensor weight = random_tensors(layers, seed).front();
  weight.shape = {outputs, features};
  return {std::move(weight),
          {.name = name + ".bias",
           .shape = {outputs},
           .values = std::vector<float>(static_cast<std::size_t>(outputs))}};
}

/// Adds hidden layers to `head` and their tensors to `tensors`. \return the last one's width
inline int random_hidden(Head& head, std::span<const int> widths, int features, std::uint64_t seed,
                         std::vector<NamedTensor>& tensors) {
  for (const int width : widths) {
    const std::string name = head.tensors + ".hidden." + std::to_string(head.hidden.size());
    for (NamedTensor& tensor : random_head(name, width, features, seed + head.hidden.size()))
      tensors.push_back(std::move(tensor));
    head.hidden.push_back({{}, std::vector<float>(static_cast<std::size_t>(width))});
    features = width;
  }
  return features;
}

/// Writes the pack's files, and returns it without its heads' values (read_pack() reads them).
inline Pack write_tiny_pack(const std::filesystem::path& folder, const TinyPack& tiny) {
  std::filesystem::create_directories(folder);
  Pack pack;
  pack.folder = folder;
  pack.name = "tiny";
  pack.version = "0.0.1";
  pack.target = "fracture";
  pack.input = {.side = 96, .scale = 1, .subtract = 0.5F};
  pack.backbones = {{"shared", tiny.architecture, "backbone.safetensors"}};
  pack.heads_file = "heads.safetensors";
  pack.router = {.backbone = "shared", .head = {.tensors = "router"}, .parts = tiny.parts};
  const Backbone backbone = backbone_named(tiny.architecture);
  write_safetensors(folder / "backbone.safetensors", random_tensors(backbone.convolutions(), 1));

  std::vector<NamedTensor> heads;
  const int seen =
      random_hidden(pack.router.head, tiny.hidden, backbone.film_features(), 20, heads);
  for (NamedTensor& tensor :
       random_head("router", static_cast<int>(tiny.parts.size()) + 1, seen, 2))
    heads.push_back(std::move(tensor));
  heads.back().values.back() = tiny.none;
  for (const std::string& part : tiny.parts) {
    pack.experts.push_back({.part = part,
                            .backbone = "shared",
                            .head = {.tensors = "expert." + part, .pooling = tiny.pooling},
                            .thresholds = tiny.thresholds});
    Head& head = pack.experts.back().head;
    const int inputs = random_hidden(head, tiny.hidden, backbone.features(), 30, heads);
    auto last = random_head(head.tensors, 1, inputs, 3 + pack.experts.size());
    for (float& weight : last.front().values) weight *= tiny.steepness;
    for (NamedTensor& tensor : last) heads.push_back(std::move(tensor));
  }
  if (tiny.zoom > 0) {
    // Small beside the film: its places are a third of it wide.
    pack.boxes =
        BoxHead{.backbone = "shared", .head = {.tensors = "box"}, .scale = 0.25, .zoom = tiny.zoom};
    for (NamedTensor& tensor : random_head("box", 4, backbone.features(), 40))
      heads.push_back(std::move(tensor));
  }
  write_safetensors(folder / pack.heads_file, heads);

  for (const std::string& file : {std::string("backbone.safetensors"), pack.heads_file})
    pack.sha256[file] = sha256_of(folder / file);
  pack.provenance = R"({"data": "none: the weights are random", "figures": {"auroc": 0.5}})";
  write_whole(folder / "pack.json", pack_json(pack));
  return pack;
}

}  // namespace osteon
