#include "osteon/train/router_fit.hpp"

#include <atomic>
#include <filesystem>

#include <catch2/catch.hpp>

#include "osteon/dataset/entry_table.hpp"
#include "osteon/engine/random_weights.hpp"
#include "osteon/model/architecture.hpp"
#include "osteon/phantom/phantom.hpp"
#include "osteon/radiograph/write.hpp"
#include "tests/scratch_folder.hpp"

namespace osteon {
namespace {

constexpr std::string_view architecture = "resnet-tiny";

/// Hands and knees, drawn; those of `valid` are others.
std::vector<Entry> films(const ScratchFolder& scratch, std::uint64_t first_seed, int count) {
  std::vector<Entry> entries;
  for (int i = 0; i < count; ++i)
    for (const std::string part : {"hand", "knee"}) {
      const std::uint64_t seed = first_seed + static_cast<std::uint64_t>(i);
      const auto file = scratch / (part + std::to_string(seed) + ".png");
      write_png(file, draw_phantom({.part = part, .seed = seed, .extent = {96, 120}}).radiograph);
      entries.push_back({.file = file, .part = part});
    }
  return entries;
}

EntryTable table(const std::vector<Entry>& entries) {
  EntryTable table;
  for (const Entry& entry : entries) table.push_back(entry);
  return table;
}

/// A backbone with weights that mean nothing, over which a head can still tell parts apart.
Pack random_backbone(const ScratchFolder& scratch) {
  write_safetensors(scratch / "backbone.safetensors",
                    random_tensors(backbone_named(architecture).convolutions(), 1));
  Pack pack;
  pack.folder = scratch.path();
  pack.backbones = {{"shared", std::string(architecture), "backbone.safetensors"}};
  return pack;
}

LinearHead head_of(std::initializer_list<float> biases) {
  const auto features = backbone_named(architecture).film_features();
  const auto classes = static_cast<std::int64_t>(biases.size());
  return {torch::zeros({classes, features}), torch::tensor(std::vector<float>(biases))};
}

LoaderOptions draw() {
  return {.input = {.side = 64}, .parts = {"hand", "knee"}, .cells = 2, .batch = 8};
}

}  // namespace

TEST_CASE("a router that learned nothing is fitted to what the engine sees", "[train]") {
  const ScratchFolder scratch;
  const Pack pack = random_backbone(scratch);
  const std::vector<Entry> train = films(scratch, 1, 24);
  const std::vector<Entry> valid = films(scratch, 100, 8);
  LoaderOptions as_they_come = draw();
  as_they_come.changes = Changes::none;
  std::string said;
  const auto say = [&](const std::string& line) { said += line + "\n"; };
  const std::atomic<bool> stop = false;
  const auto fitted =
      fit_router(pack, head_of({0, 0, 1}), table(train), as_they_come, valid, say, stop);
  REQUIRE(fitted);
  CHECK_THAT(fitted->how, Catch::Contains("by logistic regression"));
  CHECK_THAT(said, Catch::Contains("as it was learned: part 0.0 %"));
  CHECK(fitted->fit.accuracy > 0.8);
  CHECK_THAT(said, !Catch::Contains("from near"));

  // What was learned stays where nothing fitted is better.
  const auto again = fit_router(pack, fitted->head, table(train), as_they_come, valid, say, stop);
  REQUIRE(again);
  CHECK_FALSE(again->fit < fitted->fit);

  const auto changed = fit_router(pack, head_of({0, 0, 1}), table(train), draw(), valid, say, stop);
  REQUIRE(changed);
  CHECK_THAT(said, Catch::Contains("half of it from near"));
}

TEST_CASE("a fit that was asked to stop leaves nothing", "[train]") {
  const ScratchFolder scratch;
  const std::vector<Entry> train = films(scratch, 1, 4);
  const std::atomic<bool> stop = true;
  CHECK_FALSE(fit_router(
      random_backbone(scratch), head_of({0, 0, 0}), table(train), draw(), train,
      [](const std::string&) {}, stop));
}

}  // namespace osteon
