#include "osteon/model/average.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "osteon/base/error.hpp"
#include "osteon/base/file.hpp"
#include "osteon/base/sha256.hpp"
#include "tests/scratch_folder.hpp"

using namespace osteon;

namespace {

/// A pack of resnet-tiny for one part whose weights are all `weight`.
Pack write_even_pack(const std::filesystem::path& folder, float weight,
                     const std::string& part = "hand") {
  std::filesystem::create_directories(folder);
  const auto even = [&](const std::string& name, std::vector<std::int64_t> shape,
                        ElementType type) {
    std::size_t count = 1;
    for (const auto side : shape) count *= static_cast<std::size_t>(side);
    return NamedTensor{name, std::move(shape), std::vector<float>(count, weight), type};
  };
  write_safetensors(folder / "backbone.safetensors",
                    std::vector{even("conv1.weight", {4, 1, 3, 3}, ElementType::f16)});
  write_safetensors(folder / "heads.safetensors",
                    std::vector{even("router.weight", {2, 64}, ElementType::f32),
                                even("router.bias", {2}, ElementType::f32),
                                even("expert.weight", {1, 64}, ElementType::f32),
                                even("expert.bias", {1}, ElementType::f32)});
  Pack pack;
  pack.folder = folder;
  pack.name = "even";
  pack.version = "1";
  pack.target = "fracture";
  pack.backbones = {{"shared", "resnet-tiny", "backbone.safetensors", {{"conv1", 2.0F}}}};
  pack.heads_file = "heads.safetensors";
  pack.router = {.backbone = "shared", .head = {.tensors = "router"}, .parts = {part}};
  pack.experts = {
      {.part = part, .backbone = "shared", .head = {.tensors = "expert"}, .place_bias = weight}};
  for (const char* file : {"backbone.safetensors", "heads.safetensors"})
    pack.sha256[file] = sha256_of(folder / file);
  pack.provenance = R"({"figures": {"auroc": 0.9}, "data": {"credit": "nobody"}})";
  write_whole(folder / "pack.json", pack_json(pack));
  return read_pack(folder);
}

}  // namespace

TEST_CASE("every weight of the average lies between the two by the share", "[model][average]") {
  const ScratchFolder scratch;
  const Pack first = write_even_pack(scratch / "first", 1);
  const Pack second = write_even_pack(scratch / "second", 3);
  const Pack mean = write_average(first, second, 0.75F, scratch / "mean");
  CHECK(mean.experts.front().head.weight == std::vector<float>(64, 2.5F));
  CHECK(mean.router.head.bias == std::vector<float>(2, 2.5F));
  CHECK(mean.experts.front().place_bias == Approx(2.5));
  const Safetensors backbone(scratch / "mean" / "backbone.safetensors");
  CHECK(backbone.at("conv1.weight").type == ElementType::f16);
  CHECK(backbone.at("conv1.weight").floats() == std::vector<float>(36, 2.5F));
  CHECK(verify_hashes(mean).empty());
}

TEST_CASE("an average says what it is of, and nothing that it is not", "[model][average]") {
  const ScratchFolder scratch;
  const Pack first = write_even_pack(scratch / "first", 1);
  const Pack second = write_even_pack(scratch / "second", 3);
  const Pack mean = write_average(first, second, 0.7F, scratch / "mean");
  const auto provenance = nlohmann::json::parse(mean.provenance);
  CHECK(provenance.at("/training/average/0/sha256"_json_pointer) == first.weights_hash());
  CHECK(provenance.at("/training/average/1/share"_json_pointer).get<double>() == Approx(0.7));
  CHECK(provenance.at("/data/credit"_json_pointer) == "nobody");
  CHECK_FALSE(provenance.contains("figures"));
  CHECK_FALSE(mean.has_ranges());
}

TEST_CASE("packs that are not of one descent are refused", "[model][average]") {
  const ScratchFolder scratch;
  const Pack hand = write_even_pack(scratch / "hand", 1);
  const Pack knee = write_even_pack(scratch / "knee", 1, "knee");
  CHECK_THROWS_WITH(write_average(hand, knee, 0.5F, scratch / "mean"),
                    Catch::Contains("different parts"));
}
