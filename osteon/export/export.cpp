#include "osteon/export/export.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "osteon/base/error.hpp"
#include "osteon/base/file.hpp"
#include "osteon/export/backbone_graph.hpp"
#include "osteon/export/graph.hpp"
#include "osteon/export/head_graph.hpp"
#include "osteon/export/quantized_backbone_graph.hpp"
#include "osteon/model/architecture.hpp"

namespace osteon {
namespace {

using json = nlohmann::ordered_json;
using Path = std::filesystem::path;

constexpr int onnx_file_format = 7;  ///< the one that came with operators 13

/// What a program needs to know to use one of the files, by key.
using Notes = std::vector<std::pair<std::string, std::string>>;

Notes notes_of(const Pack& pack, Precision precision) {
  return {{"osteon.pack", pack.name},
          {"osteon.version", pack.version},
          {"osteon.weights", pack.weights_hash()},
          {"osteon.precision", std::string(name_of(precision))},
          {"osteon.target", pack.target},
          // As pack.json has it, so that one reader does for both.
          {"osteon.input", json::parse(pack_json(pack)).at("input").dump()},
          {"osteon.preparation",
           "'image' holds grey radiographs, bone bright, as osteon's prepare() makes them: cut to "
           "the limb where osteon.input says so, the grey values at the two percentiles become 0 "
           "and 1, shrunk with a triangle filter to fit side x side, centred, the rest 0; then "
           "grey * scale - subtract"}};
}

const BackboneEntry& backbone_called(const Pack& pack, const std::string& name) {
  return *std::ranges::find(pack.backbones, name, &BackboneEntry::name);  // read_pack() checked it
}

void check_precision(const Pack& pack, Precision precision) {
  if (precision == Precision::bf16)
    throw Error(ErrorCode::bad_argument,
                "ONNX files are written at fp32 or int8, and bf16 was asked for");
  if (precision == Precision::int8 && !pack.has_ranges())
    throw Error(ErrorCode::bad_argument,
                fmt::format("the pack '{}' does not hold how far its networks' results reach, "
                            "without which they cannot be written at int8; 'osteon model quantize' "
                            "makes a copy that does, or export at fp32",
                            pack.name));
}

SeenInGraph add_backbone_of(Graph& graph, const Pack& pack, const BackboneEntry& entry,
                            Precision precision) {
  check_precision(pack, precision);
  const Backbone backbone = backbone_named(entry.architecture);
  const Safetensors weights(pack.folder / entry.file);
  return precision == Precision::int8
             ? add_quantized_backbone(graph, backbone, weights, entry.ranges)
             : add_backbone(graph, backbone, weights);
}

std::string model_text(onnx::GraphProto graph, const std::string& says, const Notes& notes) {
  onnx::ModelProto model;
  model.set_ir_version(onnx_file_format);
  model.set_producer_name("osteon");
  model.set_producer_version(OSTEON_VERSION);
  model.set_doc_string(says);
  onnx::OperatorSetIdProto& operators = *model.add_opset_import();
  operators.set_domain("");
  operators.set_version(onnx_operators);
  *model.mutable_graph() = std::move(graph);
  for (const auto& [key, value] : notes) {
    onnx::StringStringEntryProto& entry = *model.add_metadata_props();
    entry.set_key(key);
    entry.set_value(value);
  }
  return model.SerializeAsString();
}

/// A part's name becomes a file's.
std::string file_name(const std::string& part) {
  if (part.empty() || part.find('/') != std::string::npos)
    throw Error(ErrorCode::bad_model,
                fmt::format("the part '{}' cannot be a file's name; rename it in pack.json", part));
  return fmt::format("expert-{}.onnx", part);
}

void make_folder(const Path& folder) {
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (failure)
    throw Error(ErrorCode::unreadable,
                fmt::format("{} cannot be made: {}", folder.string(), failure.message()));
}

void check_free(const std::vector<Path>& files) {
  for (const Path& file : files)
    if (std::filesystem::exists(file))
      throw Error(ErrorCode::bad_argument,
                  fmt::format("{} is there already; --replace writes over it, or name another "
                              "folder",
                              file.string()));
}

}  // namespace

std::string onnx_of_router(const Pack& pack, Precision precision) {
  const BackboneEntry& entry = backbone_called(pack, pack.router.backbone);
  Graph graph(pack.input.side);
  const SeenInGraph seen = add_backbone_of(graph, pack, entry, precision);
  add_head_of_mean(graph, pack.router.head, add_film_features(graph, seen));

  Notes notes = notes_of(pack, precision);
  notes.insert(notes.end(), {{"osteon.network", "router"},
                             {"osteon.outputs", json(pack.router.parts).dump()},
                             {"osteon.answer_above", json(pack.router.answer_above).dump()}});
  const std::string says = fmt::format(
      "Which body part a radiograph shows. 'scores' has one log odds for each of {}, and a last "
      "one for none of these; their softmax is the probabilities.",
      fmt::join(pack.router.parts, ", "));
  return model_text(std::move(graph).finish("router", pack.router.head.outputs()), says, notes);
}

std::string onnx_of_expert(const Pack& pack, const Expert& expert, Precision precision) {
  const BackboneEntry& entry = backbone_called(pack, expert.backbone);
  Graph graph(pack.input.side);
  const SeenInGraph seen = add_backbone_of(graph, pack, entry, precision);
  if (expert.head.pooling == Pooling::mean) {
    add_head_of_mean(graph, expert.head, add_places_mean(graph, seen));
  } else {
    const int side = feature_side(backbone_named(entry.architecture), pack.input.side);
    add_head_of_places(graph, expert.head, seen.places, side * side);
  }

  Notes notes = notes_of(pack, precision);
  const json calibration = {{"slope", expert.calibration.slope},
                            {"offset", expert.calibration.offset}};
  const json thresholds = {{"sensitive", expert.thresholds.sensitive},
                           {"specific", expert.thresholds.specific}};
  notes.insert(notes.end(), {{"osteon.network", "expert"},
                             {"osteon.part", expert.part},
                             {"osteon.calibration", calibration.dump()},
                             {"osteon.thresholds", thresholds.dump()}});
  const std::string says = fmt::format(
      "Whether a radiograph of the part '{}' is of the kind '{}'. 'scores' is its log odds before "
      "calibration; sigmoid(slope * score + offset) is the probability.",
      expert.part, pack.target);
  return model_text(std::move(graph).finish("expert-" + expert.part, 1), says, notes);
}

std::vector<Path> export_onnx(const Pack& pack, const Path& folder, const ExportOptions& options) {
  check_precision(pack, options.precision);
  std::vector<Path> files{folder / "router.onnx"};
  for (const Expert& expert : pack.experts) files.push_back(folder / file_name(expert.part));
  if (!options.replace) check_free(files);
  make_folder(folder);

  write_whole(files.front(), onnx_of_router(pack, options.precision));
  for (std::size_t i = 0; i < pack.experts.size(); ++i)
    write_whole(files[i + 1], onnx_of_expert(pack, pack.experts[i], options.precision));
  return files;
}

}  // namespace osteon
