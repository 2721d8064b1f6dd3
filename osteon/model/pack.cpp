#include "osteon/model/pack.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <span>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "osteon/base/error.hpp"
#include "osteon/base/sha256.hpp"
#include "osteon/model/architecture.hpp"
#include "osteon/model/weight_files.hpp"

namespace osteon {
namespace {

using json = nlohmann::ordered_json;

[[noreturn]] void fail(const std::string& why) { throw Error(ErrorCode::bad_model, why); }

void require(bool holds, const std::string& why) {
  if (!holds) fail(why);
}

/// A file of the pack: a plain name, so that no pack can reach outside its folder.
std::string plain_name(const json& value) {
  auto name = value.get<std::string>();
  require(!name.empty() && name.find('/') == std::string::npos && name[0] != '.',
          fmt::format("'{}' is not the plain name of a file in the pack", name));
  return name;
}

/// A word of a small vocabulary; the first one where the pack, an older one, does not say.
std::size_t word_of(const json& j, const char* key, std::span<const std::string_view> words) {
  const auto found = j.find(key);
  if (found == j.end()) return 0;
  const auto word = found->get<std::string>();
  const auto place = std::ranges::find(words, word);
  require(place != words.end(),
          fmt::format("{} is '{}', it must be one of {}", key, word, fmt::join(words, ", ")));
  return static_cast<std::size_t>(place - words.begin());
}

constexpr std::array<std::string_view, 2> pooling_words{"mean", "log_mean_exp"};
constexpr std::array<std::string_view, 2> crop_words{"none", "limb"};

InputSpec input_from(const json& j) {
  const InputSpec input{.side = j.at("side"),
                        .crop_to_limb = word_of(j, "crop", crop_words) == 1,
                        .low_percentile = j.at("low_percentile"),
                        .high_percentile = j.at("high_percentile"),
                        .scale = j.at("scale"),
                        .subtract = j.at("subtract")};
  require(input.side >= 32 && input.side <= 2048,
          fmt::format("input.side is {}, it must be 32 to 2048", input.side));
  require(0 <= input.low_percentile && input.low_percentile < input.high_percentile &&
              input.high_percentile <= 100,
          fmt::format("input percentiles {} and {} are not ascending within 0 to 100",
                      input.low_percentile, input.high_percentile));
  return input;
}

json to_json(const InputSpec& input) {
  return {{"side", input.side},
          {"crop", crop_words[input.crop_to_limb ? 1 : 0]},
          {"low_percentile", input.low_percentile},
          {"high_percentile", input.high_percentile},
          {"scale", input.scale},
          {"subtract", input.subtract}};
}

/// Only what a pack for int8 says of a backbone's results.
constexpr const char* ranges_key = "ranges";

ActivationRanges ranges_from(const json& j) {
  ActivationRanges ranges;
  for (const auto& [layer, range] : j.items()) {
    const float largest = range;
    require(std::isfinite(largest) && largest > 0,
            fmt::format("the range of '{}' is {}, it must be above 0", layer, largest));
    ranges[layer] = largest;
  }
  return ranges;
}

const BackboneEntry& backbone_of(const Pack& pack, const std::string& name) {
  const auto found = std::ranges::find(pack.backbones, name, &BackboneEntry::name);
  if (found == pack.backbones.end()) fail(fmt::format("no backbone is called '{}'", name));
  return *found;
}

/// Widths of a head's hidden layers; none where the pack, an older one, does not say.
constexpr const char* hidden_key = "hidden";
constexpr int widest_layer = 1 << 16;

/// What a head stands over.
enum class Sees { places, film };

/// The head of a router, an expert or of boxes, from what pack.json says of it.
Head head_from(const Pack& pack, const Safetensors& heads, const json& j, int outputs,
               Sees sees = Sees::places) {
  Head head{.tensors = j.at("head"),
            .weight = {},
            .bias = {},
            .pooling = static_cast<Pooling>(word_of(j, "pooling", pooling_words))};
  const Backbone backbone = backbone_named(backbone_of(pack, j.at("backbone")).architecture);
  std::int64_t inputs = sees == Sees::film ? backbone.film_features() : backbone.features();
  for (const std::int64_t width : j.value(hidden_key, std::vector<int>{})) {
    require(width >= 1 && width <= widest_layer,
            fmt::format("a hidden layer of {} is {} wide, it must be 1 to {}", head.tensors, width,
                        widest_layer));
    const std::string layer = fmt::format("{}.hidden.{}", head.tensors, head.hidden.size());
    head.hidden.push_back({heads.floats(layer + ".weight", std::vector{width, inputs}),
                           heads.floats(layer + ".bias", std::vector{width})});
    inputs = width;
  }
  require(head.hidden.empty() || head.pooling == Pooling::mean,
          fmt::format("{} has hidden layers, so that its pooling must be mean", head.tensors));
  head.weight = heads.floats(head.tensors + ".weight", std::vector<std::int64_t>{outputs, inputs});
  head.bias = heads.floats(head.tensors + ".bias", std::vector<std::int64_t>{outputs});
  return head;
}

/// Old Osteons read what they can: a linear head says nothing of hidden layers.
void say_hidden(json& j, const Head& head) {
  if (head.hidden.empty()) return;
  j[hidden_key] = json::array();
  for (const HiddenLayer& layer : head.hidden) j[hidden_key].push_back(layer.bias.size());
}

Expert expert_from(const json& j) {
  Expert expert{
      .part = j.at("part"),
      .backbone = j.at("backbone"),
      .head = {},
      .place_bias = j.value("place_bias", 0.0),
      .calibration = {.slope = j.at("calibration").at("slope"),
                      .offset = j.at("calibration").at("offset")},
      .thresholds = {.sensitive = j.at("thresholds").at("sensitive"),
                     .specific = j.at("thresholds").at("specific")},
  };
  const auto& [sensitive, specific] = expert.thresholds;
  require(0 <= sensitive && sensitive <= specific && specific <= 1,
          fmt::format("the thresholds of {} are {} and {}, they must ascend within 0 to 1",
                      expert.part, sensitive, specific));
  return expert;
}

PhantomScore phantom_from(const json& j) {
  return {.part = j.at("part"),
          .fracture = j.at("fracture"),
          .seed = j.at("seed"),
          .router = j.at("router").get<std::vector<double>>(),
          .expert = j.at("expert")};
}

Pack parse(const std::filesystem::path& folder, const json& j) {
  const int format = j.at("format");
  require(format == pack_format,
          fmt::format("format {} is not one that this build reads ({}); take the Osteon that made "
                      "the pack, or a pack of this format",
                      format, pack_format));
  Pack pack;
  pack.folder = folder;
  pack.name = j.at("name");
  pack.version = j.at("version");
  pack.target = j.at("target");
  require(pack.target == "fracture" || pack.target == "abnormal",
          fmt::format("target is '{}', it must be 'fracture' or 'abnormal'", pack.target));
  pack.input = input_from(j.at("input"));
  for (const auto& [name, entry] : j.at("backbones").items())
    pack.backbones.push_back({name, entry.at("architecture"), plain_name(entry.at("file")),
                              ranges_from(entry.value(ranges_key, json::object()))});
  pack.heads_file = plain_name(j.at("heads"));

  const json& router = j.at("router");
  pack.router.backbone = router.at("backbone");
  pack.router.parts = router.at("parts").get<std::vector<std::string>>();
  pack.router.answer_above = router.at("answer_above");
  require(!pack.router.parts.empty(), "the router knows no part");
  require(std::set(pack.router.parts.begin(), pack.router.parts.end()).size() ==
              pack.router.parts.size(),
          "the router names a part twice");
  for (const json& expert : j.at("experts")) {
    pack.experts.push_back(expert_from(expert));
    require(std::ranges::count(pack.router.parts, pack.experts.back().part) == 1,
            fmt::format("the router does not know the part '{}'", pack.experts.back().part));
  }
  for (const std::string& part : pack.router.parts)
    require(std::ranges::count(pack.experts, part, &Expert::part) == 1,
            fmt::format("the part '{}' does not have exactly one expert", part));

  const Safetensors heads(folder / pack.heads_file);
  pack.router.head =
      head_from(pack, heads, router, static_cast<int>(pack.router.parts.size()) + 1, Sees::film);
  for (std::size_t i = 0; i < pack.experts.size(); ++i)
    pack.experts[i].head = head_from(pack, heads, j.at("experts").at(i), 1);

  if (const auto found = j.find("boxes"); found != j.end()) {
    pack.boxes = BoxHead{.backbone = found->at("backbone"),
                         .head = head_from(pack, heads, *found, 4),
                         .above = found->at("above"),
                         .scale = found->value("scale", 1.0),
                         .zoom = found->value("zoom", 1.0)};
    require(0 <= pack.boxes->above && pack.boxes->above <= 1,
            fmt::format("boxes.above is {}, it must be 0 to 1", pack.boxes->above));
    require(0 < pack.boxes->scale && pack.boxes->scale <= 10,
            fmt::format("boxes.scale is {}, it must be above 0 and at most 10", pack.boxes->scale));
    require(1 <= pack.boxes->zoom && pack.boxes->zoom <= 10,
            fmt::format("boxes.zoom is {}, it must be 1 to 10", pack.boxes->zoom));
  }

  pack.sha256 = j.at("sha256").get<std::map<std::string, std::string>>();
  for (const json& phantom : j.at("phantoms")) pack.phantoms.push_back(phantom_from(phantom));
  pack.provenance = j.at("provenance").dump();
  return pack;
}

}  // namespace

std::string Pack::weights_hash() const {
  std::string all;
  for (const auto& [file, hash] : sha256) all += hash;
  for (const BackboneEntry& backbone : backbones)
    for (const auto& [layer, range] : backbone.ranges) all += fmt::format("{} {}\n", layer, range);
  return osteon::sha256(std::as_bytes(std::span(all)));
}

bool Pack::has_ranges() const {
  return std::ranges::none_of(
      backbones, [](const BackboneEntry& backbone) { return backbone.ranges.empty(); });
}

const Expert* Pack::expert_for(std::string_view part) const {
  const auto found = std::ranges::find(experts, part, &Expert::part);
  return found == experts.end() ? nullptr : &*found;
}

Pack read_pack(const std::filesystem::path& folder) {
  const auto file = folder / "pack.json";
  if (!std::filesystem::exists(file))
    fail(fmt::format("{} is not a model pack: it holds no pack.json", folder.string()));
  try {
    return parse(folder, json::parse(read_text(file)));
  } catch (const nlohmann::json::exception& error) {
    fail(fmt::format("{}: {}", file.string(), error.what()));
  } catch (const Error& error) {
    throw Error(ErrorCode::bad_model, error.what()).during(file.string());
  }
}

std::string pack_json(const Pack& pack) {
  json j = {{"format", pack_format},
            {"name", pack.name},
            {"version", pack.version},
            {"target", pack.target},
            {"input", to_json(pack.input)}};
  for (const BackboneEntry& backbone : pack.backbones) {
    json& entry = j["backbones"][backbone.name];
    entry = {{"architecture", backbone.architecture}, {"file", backbone.file}};
    if (!backbone.ranges.empty()) entry[ranges_key] = backbone.ranges;
  }
  j["heads"] = pack.heads_file;
  j["router"] = {{"backbone", pack.router.backbone},
                 {"head", pack.router.head.tensors},
                 {"parts", pack.router.parts},
                 {"answer_above", pack.router.answer_above}};
  say_hidden(j["router"], pack.router.head);
  j["experts"] = json::array();
  for (const Expert& expert : pack.experts) {
    j["experts"].push_back(
        {{"part", expert.part},
         {"backbone", expert.backbone},
         {"head", expert.head.tensors},
         {"pooling", pooling_words[static_cast<std::size_t>(expert.head.pooling)]},
         {"place_bias", expert.place_bias},
         {"calibration",
          {{"slope", expert.calibration.slope}, {"offset", expert.calibration.offset}}},
         {"thresholds",
          {{"sensitive", expert.thresholds.sensitive}, {"specific", expert.thresholds.specific}}}});
    say_hidden(j["experts"].back(), expert.head);
  }
  if (pack.boxes)
    j["boxes"] = {{"backbone", pack.boxes->backbone},
                  {"head", pack.boxes->head.tensors},
                  {"above", pack.boxes->above},
                  {"scale", pack.boxes->scale},
                  {"zoom", pack.boxes->zoom}};
  j["sha256"] = pack.sha256;
  j["phantoms"] = json::array();
  for (const PhantomScore& phantom : pack.phantoms)
    j["phantoms"].push_back({{"part", phantom.part},
                             {"fracture", phantom.fracture},
                             {"seed", phantom.seed},
                             {"router", phantom.router},
                             {"expert", phantom.expert}});
  j["provenance"] = pack.provenance.empty() ? json::object() : json::parse(pack.provenance);
  return j.dump(2) + "\n";
}

std::vector<std::string> verify_hashes(const Pack& pack) {
  std::vector<std::string> changed;
  for (const std::string& file : weight_files(pack)) {
    const auto recorded = pack.sha256.find(file);
    if (recorded == pack.sha256.end() || recorded->second != sha256_of(pack.folder / file))
      changed.push_back(file);
  }
  return changed;
}

}  // namespace osteon
