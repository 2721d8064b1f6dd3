// Writes a pack that knows the phantoms' parts and nothing else: small, random and always the same.
//
//   make_tiny_pack FOLDER POSSIBLE_FROM FRACTURE_FROM ANSWER_ABOVE
//
// Its probabilities mean nothing; what it says is chosen by the thresholds: 0 and 0 make it find a
// fracture everywhere, 0 and 1 a possible one, 1 and 1 none.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include "osteon/base/file.hpp"
#include "osteon/base/random.hpp"
#include "osteon/base/sha256.hpp"
#include "osteon/detector/detector.hpp"
#include "osteon/model/architecture.hpp"
#include "osteon/model/pack.hpp"
#include "osteon/model/safetensors.hpp"
#include "osteon/phantom/phantom.hpp"

namespace {

using namespace osteon;

NamedTensor constant(const std::string& name, int count, float value) {
  return {.name = name,
          .shape = {count},
          .values = std::vector<float>(static_cast<std::size_t>(count), value)};
}

NamedTensor normal(const std::string& name, std::vector<std::int64_t> shape, double deviation,
                   Random& random) {
  std::int64_t count = 1;
  for (const auto side : shape) count *= side;
  NamedTensor tensor{.name = name, .shape = std::move(shape), .values = {}};
  for (std::int64_t i = 0; i < count; ++i)
    tensor.values.push_back(static_cast<float>(deviation * random.normal()));
  return tensor;
}

/// He's initialisation, and batch norms that change nothing.
std::vector<NamedTensor> backbone_tensors(const Backbone& backbone, Random& random) {
  std::vector<NamedTensor> tensors;
  for (const ConvLayer* layer : backbone.convolutions()) {
    const int fan_in = layer->in * layer->kernel * layer->kernel;
    tensors.push_back(normal(layer->name + ".weight",
                             {layer->out, layer->in, layer->kernel, layer->kernel},
                             std::sqrt(2.0 / fan_in), random));
    tensors.push_back(constant(layer->norm + ".weight", layer->out, 1));
    tensors.push_back(constant(layer->norm + ".bias", layer->out, 0));
    tensors.push_back(constant(layer->norm + ".running_mean", layer->out, 0));
    tensors.push_back(constant(layer->norm + ".running_var", layer->out, 1));
  }
  return tensors;
}

std::vector<NamedTensor> head_tensors(const Pack& pack, int features, Random& random) {
  const auto outputs = static_cast<int>(pack.router.parts.size()) + 1;
  std::vector<NamedTensor> tensors{normal("router.weight", {outputs, features}, 0.1, random),
                                   constant("router.bias", outputs, 0)};
  tensors[1].values.back() = -50;  // never "none of these"
  for (const Expert& expert : pack.experts) {
    tensors.push_back(normal(expert.head.tensors + ".weight", {1, features}, 0.1, random));
    tensors.push_back(constant(expert.head.tensors + ".bias", 1, 0));
  }
  return tensors;
}

Pack described(const std::filesystem::path& folder, const Thresholds& thresholds,
               double answer_above) {
  Pack pack;
  pack.folder = folder;
  pack.name = "tiny";
  pack.version = "0.0.1";
  pack.target = "fracture";
  pack.input = {.side = 96, .scale = 1, .subtract = 0.5F};
  pack.backbones = {{"shared", "resnet-tiny", "backbone.safetensors"}};
  pack.heads_file = "heads.safetensors";
  pack.router.backbone = "shared";
  pack.router.head.tensors = "router";
  pack.router.answer_above = answer_above;
  for (const auto part : phantom_parts()) {
    pack.router.parts.emplace_back(part);
    pack.experts.push_back({.part = std::string(part),
                            .backbone = "shared",
                            .head = {.tensors = "expert." + std::string(part)},
                            .thresholds = thresholds});
  }
  pack.provenance = R"({"data": "none: the weights are random", "figures": {"auroc": 0.5}})";
  return pack;
}

/// What the pack itself makes of one phantom of each part.
std::vector<PhantomScore> phantom_scores(const std::filesystem::path& folder) {
  const auto detector = Detector::open(folder, Precision::fp32);
  std::vector<PhantomScore> scores;
  for (std::size_t i = 0; i < detector.pack().experts.size(); ++i) {
    const std::string& part = detector.pack().experts[i].part;
    const auto reading =
        detector.examine(draw_phantom({.part = part, .fracture = true, .seed = 7}).radiograph);
    scores.push_back({.part = part,
                      .fracture = true,
                      .seed = 7,
                      .router = reading.scores.router,
                      .expert = reading.scores.expert[i]});
  }
  return scores;
}

void make(const std::filesystem::path& folder, const Thresholds& thresholds, double answer_above) {
  std::filesystem::create_directories(folder);
  Pack pack = described(folder, thresholds, answer_above);
  const Backbone backbone = backbone_named(pack.backbones[0].architecture);
  Random random(1);
  write_safetensors(folder / pack.backbones[0].file, backbone_tensors(backbone, random));
  write_safetensors(folder / pack.heads_file, head_tensors(pack, backbone.features(), random));
  for (const auto& file : {pack.backbones[0].file, pack.heads_file})
    pack.sha256[file] = sha256_of(folder / file);
  write_whole(folder / "pack.json", pack_json(pack));
  pack.phantoms = phantom_scores(folder);
  write_whole(folder / "pack.json", pack_json(pack));
}

}  // namespace

int main(int argc, char* argv[]) {
  if (argc != 5) {
    std::fputs("usage: make_tiny_pack FOLDER POSSIBLE_FROM FRACTURE_FROM ANSWER_ABOVE\n", stderr);
    return 2;
  }
  try {
    make(argv[1], {.sensitive = std::atof(argv[2]), .specific = std::atof(argv[3])},
         std::atof(argv[4]));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "make_tiny_pack: %s\n", error.what());
    return 1;
  }
}
