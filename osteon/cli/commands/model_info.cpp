// osteon model info: what a pack reads, how it decides, and where it came from.
#include <algorithm>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "osteon/cli/command.hpp"
#include "osteon/cli/shared_options.hpp"
#include "osteon/evaluate/evaluate.hpp"
#include "osteon/model/pack.hpp"
#include "osteon/report/forms.hpp"

namespace osteon::cli {
namespace {

using json = nlohmann::ordered_json;

struct Options {
  std::filesystem::path model;
};

bool is_flat(const json& value) {
  return !value.is_structured() ||
         std::none_of(value.begin(), value.end(), [](const json& v) { return v.is_structured(); });
}

/// "negative 226, positive 23" for a flat object, "a, b" for a flat list.
std::string in_a_line(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_structured()) return value.dump();
  std::vector<std::string> words;
  for (const auto& [name, element] : value.items())
    words.push_back(value.is_object() ? name + " " + in_a_line(element) : in_a_line(element));
  return fmt::format("{}", fmt::join(words, ", "));
}

/// Names and values by depth. What a pack says of its origin grows with each trainer, so that no
/// field is named here.
void say_tree(const json& value, int depth, Console& console) {
  // Longer ones are read better below each other.
  constexpr std::size_t most_in_a_line = 3;
  for (const auto& [name, inner] : value.items()) {
    const std::string indent(static_cast<std::size_t>(2 * depth), ' ');
    if (is_flat(inner) && (!inner.is_object() || inner.size() <= most_in_a_line)) {
      console.say(fmt::format("{}{}: {}", indent, name, in_a_line(inner)));
    } else {
      console.say(fmt::format("{}{}:", indent, name));
      say_tree(inner, depth + 1, console);
    }
  }
}

/// Figures as `osteon evaluate` writes them, as its table; empty for any others.
std::string table_of(const json& figures) {
  try {
    return metrics_table(figures.dump());
  } catch (const json::exception&) {
    return {};
  }
}

/// Shows what is a table and returns the rest.
json say_tables(const json& figures, Console& console) {
  json others = json::object();
  for (const auto& [name, value] : figures.items()) {
    const std::string table = table_of(value);
    if (table.empty())
      others[name] = value;
    else
      console.say("\n" + table);
  }
  return others;
}

void say_provenance(json provenance, Console& console) {
  if (const auto figures = provenance.find("figures"); figures != provenance.end()) {
    const json others = say_tables(*figures, console);
    if (others.empty())
      provenance.erase("figures");
    else
      *figures = others;
  }
  if (provenance.empty()) return;
  console.say("\nprovenance");
  say_tree(provenance, 1, console);
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
  console.say(fmt::format(
      "router:   backbone {}, answers where a part is shown with a probability of {} or more",
      pack.router.backbone, pack.router.answer_above));
  for (const BackboneEntry& backbone : pack.backbones)
    console.say(
        fmt::format("backbone: {}, {}, {}", backbone.name, backbone.architecture, backbone.file));
  console.say(fmt::format("phantoms: {} recorded for 'osteon doctor'", pack.phantoms.size()));
  say_experts(pack, console);
  console.say("\nSHA-256 as recorded ('osteon doctor' compares)");
  for (const auto& [file, hash] : pack.sha256) console.say(fmt::format("{}  {}", hash, file));
  console.say(fmt::format("{}  all weights", pack.weights_hash()));
  say_provenance(json::parse(pack.provenance), console);
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
