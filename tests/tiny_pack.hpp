// A pack for tests: resnet-tiny with random weights, always the same. Its probabilities mean
// nothing; what it says is chosen by its thresholds.
#pragma once

#include <filesystem>
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
  double answer_above = 0;
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

/// Writes the pack's files, and returns it without its heads' values (read_pack() reads them).
inline Pack write_tiny_pack(const std::filesystem::path& folder, const TinyPack& tiny) {
  std::filesystem::create_directories(folder);
  Pack pack;
  pack.folder = folder;
  pack.name = "tiny";
  pack.version = "0.0.1";
  pack.target = "fracture";
  pack.input = {.side = 96, .scale = 1, .subtract = 0.5F};
  pack.backbones = {{"shared", "resnet-tiny", "backbone.safetensors"}};
  pack.heads_file = "heads.safetensors";
  pack.router = {.backbone = "shared",
                 .head = {.tensors = "router"},
                 .parts = tiny.parts,
                 .answer_above = tiny.answer_above};
  const Backbone backbone = backbone_named("resnet-tiny");
  write_safetensors(folder / "backbone.safetensors", random_tensors(backbone.convolutions(), 1));

  auto heads =
      random_head("router", static_cast<int>(tiny.parts.size()) + 1, backbone.features(), 2);
  heads.back().values.back() = -50;  // never "none of these"
  for (const std::string& part : tiny.parts) {
    pack.experts.push_back({.part = part,
                            .backbone = "shared",
                            .head = {.tensors = "expert." + part},
                            .thresholds = tiny.thresholds});
    for (NamedTensor& tensor :
         random_head("expert." + part, 1, backbone.features(), 3 + pack.experts.size()))
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
