#include "osteon/model/pack.hpp"

#include <fstream>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "osteon/base/error.hpp"
#include "osteon/base/sha256.hpp"
#include "tests/scratch_folder.hpp"

namespace osteon {
namespace {

using json = nlohmann::json;

/// A folder with a sound pack over resnet-tiny (64 features).
class PackFolder {
 public:
  PackFolder() {
    const auto head = [](const std::string& name, int outputs) {
      return std::vector<NamedTensor>{
          {.name = name + ".weight",
           .shape = {outputs, 64},
           .values = std::vector<float>(static_cast<std::size_t>(outputs) * 64, 0.25F)},
          {.name = name + ".bias",
           .shape = {outputs},
           .values = std::vector<float>(static_cast<std::size_t>(outputs), 0.5F)}};
    };
    std::vector<NamedTensor> heads = head("router", 3);
    for (const auto& tensor : head("expert.hand", 1)) heads.push_back(tensor);
    for (const auto& tensor : head("expert.knee", 1)) heads.push_back(tensor);
    write_safetensors(scratch_ / "heads.safetensors", heads);
    write_safetensors(scratch_ / "backbone.safetensors", {});
    for (const auto* file : {"heads.safetensors", "backbone.safetensors"})
      hashes_[file] = sha256_of(scratch_ / file);
    write(sound());
  }

  const std::filesystem::path& path() const { return scratch_.path(); }
  void write(const json& j) const { write_whole(scratch_ / "pack.json", j.dump()); }

  json sound() const {
    const auto expert = [](const std::string& part) {
      return json{{"part", part},
                  {"backbone", "shared"},
                  {"head", "expert." + part},
                  {"calibration", {{"slope", 1.5}, {"offset", -0.25}}},
                  {"thresholds", {{"sensitive", 0.25}, {"specific", 0.75}}}};
    };
    return {{"format", 1},
            {"name", "tiny"},
            {"version", "1.2.3"},
            {"target", "abnormal"},
            {"input",
             {{"side", 64},
              {"low_percentile", 1},
              {"high_percentile", 99.5},
              {"scale", 255},
              {"subtract", 114}}},
            {"backbones",
             {{"shared", {{"architecture", "resnet-tiny"}, {"file", "backbone.safetensors"}}}}},
            {"heads", "heads.safetensors"},
            {"router",
             {{"backbone", "shared"},
              {"head", "router"},
              {"parts", {"hand", "knee"}},
              {"answer_above", 0.5}}},
            {"experts", {expert("hand"), expert("knee")}},
            {"sha256", hashes_},
            {"phantoms",
             {{{"part", "hand"},
               {"fracture", true},
               {"seed", 7},
               {"router", {1.0, 2.0, 3.0}},
               {"expert", -1.5}}}},
            {"provenance", {{"data", "drawn"}}}};
  }

 private:
  ScratchFolder scratch_;
  std::map<std::string, std::string> hashes_;
};

}  // namespace

TEST_CASE("a pack is read, written and read again without a change", "[model]") {
  const PackFolder folder;
  const Pack pack = read_pack(folder.path());
  CHECK(pack.name == "tiny");
  CHECK(pack.router.head.outputs() == 3);
  CHECK(pack.expert_for("knee")->calibration.slope == 1.5);
  CHECK(pack.expert_for("skull") == nullptr);
  CHECK(pack.phantoms.front().expert == -1.5);
  const std::string text = pack_json(pack);
  write_whole(folder.path() / "pack.json", text);
  CHECK(pack_json(read_pack(folder.path())) == text);
}

TEST_CASE("a head with hidden layers is read, and a linear one may stand beside it", "[model]") {
  const PackFolder folder;
  const auto layer = [](const std::string& name, std::int64_t outputs, std::int64_t inputs) {
    return std::vector<NamedTensor>{
        {name + ".weight",
         {outputs, inputs},
         std::vector<float>(static_cast<std::size_t>(outputs * inputs), 0.5F)},
        {name + ".bias", {outputs}, std::vector<float>(static_cast<std::size_t>(outputs), 0.25F)}};
  };
  std::vector<NamedTensor> heads;
  for (auto& tensors :
       {layer("router", 3, 5), layer("router.hidden.0", 8, 64), layer("router.hidden.1", 5, 8),
        layer("expert.hand", 1, 64), layer("expert.knee", 1, 64)})
    heads.insert(heads.end(), tensors.begin(), tensors.end());
  write_safetensors(folder.path() / "heads.safetensors", heads);
  json j = folder.sound();
  j["router"]["hidden"] = {8, 5};
  folder.write(j);

  const Pack pack = read_pack(folder.path());
  REQUIRE(pack.router.head.hidden.size() == 2);
  CHECK(pack.router.head.hidden[1].weight.size() == 40);
  CHECK(pack.router.head.outputs() == 3);
  CHECK(pack.experts[0].head.hidden.empty());
  write_whole(folder.path() / "pack.json", pack_json(pack));
  CHECK(read_pack(folder.path()).router.head.hidden.size() == 2);

  j["router"]["hidden"] = {0};
  folder.write(j);
  CHECK_THROWS_WITH(read_pack(folder.path()), Catch::Contains("0 wide"));
}

TEST_CASE("a weight file that was changed is found by its hash", "[model]") {
  const PackFolder folder;
  const Pack pack = read_pack(folder.path());
  CHECK(verify_hashes(pack).empty());
  std::ofstream(folder.path() / "backbone.safetensors", std::ios::app) << ' ';
  CHECK(verify_hashes(pack) == std::vector<std::string>{"backbone.safetensors"});
}

TEST_CASE("what is wrong with a pack is said", "[model]") {
  const PackFolder folder;
  struct Wrong {
    std::string pointer;
    json value;
    std::string says;
  };
  const std::vector<Wrong> cases{
      {"/format", 99, "99"},
      {"/target", "broken", "abnormal"},
      {"/input/side", 5, "32 to 2048"},
      {"/input/low_percentile", 99.9, "percentiles"},
      {"/backbones/shared/architecture", "vgg16", "resnet50-v1"},
      {"/backbones/shared/file", "../../etc/passwd", "plain name"},
      {"/heads", ".hidden", "plain name"},
      {"/router/parts", {"hand", "hand"}, "twice"},
      {"/router/parts", {"hand", "knee", "foot"}, "foot"},
      {"/router/backbone", "other", "other"},
      {"/experts/0/part", "skull", "skull"},
      {"/experts/0/head", "expert.foot", "expert.foot"},
      {"/experts/1/thresholds/sensitive", 0.9, "ascend"},
      {"/experts/0/calibration", 3, "pack.json"},
  };
  for (const auto& [pointer, value, says] : cases) {
    CAPTURE(pointer);
    json wrong = folder.sound();
    wrong[json::json_pointer(pointer)] = value;
    folder.write(wrong);
    CHECK_THROWS_WITH(read_pack(folder.path()), Catch::Contains(says));
  }
}

TEST_CASE("a folder without pack.json is no pack, and a truncated one says where", "[model]") {
  const PackFolder folder;
  write_whole(folder.path() / "pack.json", "{\"format\": 1,");
  CHECK_THROWS_WITH(read_pack(folder.path()), Catch::Contains("pack.json"));
  CHECK_THROWS_WITH(read_pack("no/such/folder"), Catch::Contains("not a model pack"));
}

}  // namespace osteon
