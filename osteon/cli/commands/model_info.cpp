// osteon model info: what a pack reads, how it decides, and where it came from.
#include <map>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "osteon/cli/command.hpp"
#include "osteon/cli/shared_options.hpp"
#include "osteon/model/pack.hpp"
#include "osteon/report/forms.hpp"

namespace osteon::cli {
namespace {

using json = nlohmann::ordered_json;

struct Options {
  std::filesystem::path model;
};

bool is_plain_list(const json& value) {
  return value.is_array() &&
         std::none_of(value.begin(), value.end(), [](const json& v) { return v.is_structured(); });
}

std::string plain(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (is_plain_list(value)) {
    std::vector<std::string> words;
    for (const json& element : value) words.push_back(plain(element));
    return fmt::format("{}", fmt::join(words, ", "));
  }
  return value.dump();
}

/// Names and values by depth. What a pack says of its origin grows with each trainer, so that no
/// field is named here.
void say_tree(const json& value, int depth, Console& console) {
  for (const auto& [name, inner] : value.items()) {
    const std::string indent(static_cast<std::size_t>(2 * depth), ' ');
    if (inner.is_structured() && !is_plain_list(inner)) {
      console.say(fmt::format("{}{}:", indent, name));
      say_tree(inner, depth + 1, console);
    } else {
      console.say(fmt::format("{}{}: {}", indent, name, plain(inner)));
    }
  }
}

void say_experts(const Pack& pack, Console& console) {
  console.say(fmt::format("\n{:<12}{:<12}{:<16}{}", "expert", "backbone",
                          fmt::format("possible from", pack.target), pack.target + " from"));
  for (const Expert& expert : pack.experts)
    console.say(fmt::format("{:<12}{:<12}{:<16.3f}{:.3f}", expert.part, expert.backbone,
                            expert.thresholds.sensitive, expert.thresholds.specific));
}

ExitCode run(const Options& o, Console& console) {
  const Pack pack = read_pack(chosen_pack(o.model));
  console.say(fmt::format("{} {}", pack.name, pack.version));
  console.say(fmt::format("finds:    {}", pack.target));
  console.say(fmt::format("parts:    {}", fmt::join(pack.router.parts, ", ")));
  console.say(fmt::format("input:    {0} x {0} pixels, contrast from percentile {1} to {2}",
                          pack.input.side, pack.input.low_percentile, pack.input.high_percentile));
  console.say(fmt::format("router:   backbone {}, answers above probability {}",
                          pack.router.backbone, pack.router.answer_above));
  for (const BackboneEntry& backbone : pack.backbones)
    console.say(
        fmt::format("backbone: {}, {}, {}", backbone.name, backbone.architecture, backbone.file));
  console.say(fmt::format("phantoms: {} recorded for 'osteon doctor'", pack.phantoms.size()));
  say_experts(pack, console);
  console.say("\nSHA-256 as recorded ('osteon doctor' compares)");
  for (const auto& [file, hash] : pack.sha256) console.say(fmt::format("{}  {}", hash, file));
  console.say(fmt::format("{}  all weights", pack.weights_hash()));
  if (const json provenance = json::parse(pack.provenance); !provenance.empty()) {
    console.say("\nprovenance");
    say_tree(provenance, 1, console);
  }
  console.say(fmt::format("\n{}", disclaimer));
  return ExitCode::ok;
}

}  // namespace

Command model_info() {
  const auto o = std::make_shared<Options>();
  return {
      .name = "model info",
      .synopsis = "Say what a model pack reads, how it decides and where it came from",
      .description = {"Name and version, body parts, backbones, each expert's two thresholds, the "
                      "recorded hashes, and the data and figures of the training."},
      .examples = {{"The pack that is used when none is named", "osteon model info"},
                   {"One of your own", "osteon model info -m runs/mine/pack"}},
      .options = [o](CLI::App& app) { add_model_option(app, o->model); },
      .run = [o](Console& console) { return run(*o, console); },
  };
}

}  // namespace osteon::cli
