#include "osteon/train/pack_writer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>

#include <nlohmann/json.hpp>

#include "osteon/base/error.hpp"
#include "osteon/base/sha256.hpp"
#include "osteon/detector/detector.hpp"
#include "osteon/detector/quantize.hpp"
#include "osteon/evaluate/box_scale.hpp"
#include "osteon/evaluate/evaluate.hpp"
#include "osteon/evaluate/located.hpp"
#include "osteon/phantom/phantom.hpp"
#include "osteon/radiograph/read.hpp"
#include "osteon/train/model_card.hpp"
#include "osteon/train/recipe.hpp"

namespace osteon {
namespace {

using json = nlohmann::ordered_json;

constexpr std::string_view backbone_file = "backbone.safetensors";
constexpr std::string_view heads_file = "heads.safetensors";
/// How many times nearer a finding's boxes are looked at again, by a network that was shown films
/// from near in training (docs/decisions/0036).
constexpr double near_view = 2;
constexpr std::uint64_t phantom_seed = 1;
/// Training radiographs on which the ranges for int8 are measured.
constexpr std::size_t measured_films = 256;

/// Uncalibrated, and with a router that always answers.
Pack first_pack(const TrainSettings& settings, const TrainingData& data,
                const std::filesystem::path& folder) {
  Pack pack;
  pack.folder = folder;
  pack.name = settings.name;
  pack.version = settings.version;
  pack.target = data.about.target;
  pack.input = settings.input;
  pack.backbones = {{"shared", settings.architecture, std::string(backbone_file)}};
  pack.heads_file = heads_file;
  pack.router = {.backbone = "shared",
                 .head = {.tensors = "router", .weight = {}, .bias = {}},
                 .parts = data.parts,
                 .answer_above = 0};
  for (const std::string& part : data.parts)
    pack.experts.push_back({.part = part,
                            .backbone = "shared",
                            .head = {.tensors = "expert." + part,
                                     .weight = {},
                                     .bias = {},
                                     .pooling = settings.pooling},
                            .calibration = {},
                            .thresholds = {}});
  return pack;
}

/// The widths alone: the values are read from the file.
void say_hidden(Pack& pack, const std::vector<int>& widths) {
  const auto say = [&](Head& head) {
    for (const int width : widths)
      head.hidden.push_back({{}, std::vector<float>(static_cast<std::size_t>(width))});
  };
  say(pack.router.head);
  for (Expert& expert : pack.experts) say(expert.head);
}

std::vector<PhantomScore> phantom_scores(const Detector& detector) {
  std::vector<PhantomScore> scores;
  for (const std::string_view part : phantom_parts())
    for (const bool fracture : {false, true}) {
      const Expert* expert = detector.pack().expert_for(part);
      if (expert == nullptr) continue;
      const Reading reading = detector.examine(
          draw_phantom({.part = part, .fracture = fracture, .seed = phantom_seed}).radiograph);
      scores.push_back({.part = std::string(part),
                        .fracture = fracture,
                        .seed = phantom_seed,
                        .router = reading.scores.router,
                        .expert = expert_score(detector.pack(), *expert, reading.scores)});
    }
  return scores;
}

/// On radiographs from all over the training data, as they are.
void measure_ranges(Pack& pack, const EntryTable& train) {
  PackCalibration calibration(pack);
  const std::size_t films = std::min(measured_films, train.size());
  for (std::size_t i = 0; i < films; ++i) {
    std::optional<Radiograph> film;
    try {
      film = read_radiograph(train[i * train.size() / films].file);
    } catch (const Error& error) {
      if (!input_at_fault(error.code())) throw;  // the training has said so of this one
    }
    if (film) calibration.see(*film);
  }
  calibration.write_ranges(pack);
}

/// Negatives and positives of each part.
using Counts = std::map<std::string, std::array<int, 2>, std::less<>>;

Counts counts_of(const EntryTable& entries) {
  Counts counts;
  for (std::size_t row = 0; row < entries.size(); ++row) {
    const EntryTable::Kind& kind = entries.kinds()[entries.kind(row)];
    ++counts[kind.part][kind.positive ? 1 : 0];
  }
  return counts;
}

Counts counts_of(const std::vector<Entry>& entries) {
  Counts counts;
  for (const Entry& entry : entries) ++counts[entry.part][entry.positive ? 1 : 0];
  return counts;
}

json table_of(const Counts& counts) {
  json table = json::object();
  for (const auto& [part, count] : counts)
    table[part] = {{"negative", count[0]}, {"positive", count[1]}};
  return table;
}

json mistakes_of(const TrainSettings& settings) {
  json mistakes = json::array();
  for (const NamedMistake& named : original_mistakes())
    if (makes(settings, named.mistake))
      mistakes.push_back({{"name", named.name}, {"warning", named.warning}});
  return mistakes;
}

std::string_view split_of(const TrainSettings& settings) {
  return makes(settings, OriginalMistake::split_by_image) ? "by image" : "by group";
}

/// Where the first weights came from; of a pack also what it was itself made from, since its data
/// are in the new weights too.
json start_of(const TrainSettings& settings) {
  if (settings.start.empty()) return nullptr;
  if (!is_pack(settings.start))
    return {{"file", settings.start.filename().string()}, {"sha256", sha256_of(settings.start)}};
  const Pack pack = read_pack(settings.start);
  const json before = json::parse(pack.provenance);
  const bool alike = pack.backbones.front().architecture == settings.architecture;
  return {{"pack", pack.name + " " + pack.version},
          {"took", alike ? "all weights of" : "the convolutions that it shares with"},
          {"sha256", pack.weights_hash()},
          {"credit", before.value("/data/credit"_json_pointer, std::string("data not named"))},
          {"licence", before.value("/data/licence"_json_pointer, std::string())},
          {"average", before.value("/training/average"_json_pointer, json())},
          {"start", before.value("/training/start"_json_pointer, json())}};
}

json provenance_of(const TrainSettings& settings, const TrainingData& data,
                   const TrainedWeights& weights, int unread) {
  return {{"data",
           {{"source", data.about.source},
            {"licence", data.about.licence},
            {"credit", data.about.credit},
            {"caveats", data.about.caveats},
            {"split", split_of(settings)},
            {"train", table_of(counts_of(data.train))},
            {"valid", table_of(counts_of(data.valid))},
            {"unread", unread}}},
          {"training",
           {{"osteon", OSTEON_VERSION},
            {"recipe", name_of(settings.recipe)},
            {"original_mistakes", mistakes_of(settings)},
            {"head_epochs", weights.head_epochs},
            {"router", weights.router},
            {"start", start_of(settings)},
            {"architecture", settings.architecture},
            {"side", settings.input.side},
            {"pooling", settings.pooling == Pooling::mean ? "mean" : "log_mean_exp"},
            {"fixed_norms", settings.fixed_norms},
            {"fixed_stages", settings.fixed_stages},
            {"place_weight", settings.place_weight},
            {"box_weight", settings.box_weight},
            {"epochs", settings.epochs},
            {"batch", settings.batch},
            {"old_rate", settings.old_rate},
            {"new_rate", settings.new_rate},
            {"weight_decay", settings.weight_decay},
            {"averaging", settings.averaging},
            {"kept", settings.keep_last ? "last" : "best"},
            {"balance", settings.balance},
            {"phantoms", settings.phantoms},
            {"distractors", settings.distractors},
            {"augment", settings.augment},
            {"seed", settings.seed},
            {"bf16", settings.bf16}}}};
}

/// What a model card says, at one precision. The rest can be had from `osteon evaluate` at any
/// time; here every start of every program would read it.
json card_figures(const Detector& detector, const std::vector<Entry>& valid,
                  const std::string& source) {
  json figures = json::parse(metrics_json(detector, predict_entries(detector, valid),
                                          {.dataset = source, .subset = "valid"}));
  for (const char* left_out : {"reliability", "accuracy_by_coverage", "study_level", "by"})
    figures.erase(left_out);
  return figures;
}

}  // namespace

Pack write_backbone(const TrainSettings& settings, const TrainingData& data,
                    const TrainedWeights& weights) {
  const auto folder = settings.out / "pack";
  std::filesystem::create_directories(folder);
  // One of an earlier end would stand beside weights that are not its own.
  std::filesystem::remove(folder / "pack.json");
  write_safetensors(folder / backbone_file, weights.backbone);
  Pack pack = first_pack(settings, data, folder);
  measure_ranges(pack, data.train);
  return pack;
}

void complete_pack(Pack pack, const TrainSettings& settings, const TrainingData& data,
                   const TrainedWeights& weights, int unread) {
  const auto& folder = pack.folder;
  write_safetensors(folder / heads_file, weights.heads);
  for (const std::string_view file : {backbone_file, heads_file})
    pack.sha256[std::string(file)] = sha256_of(folder / file);
  say_hidden(pack, weights.hidden);
  if (weights.has_boxes)
    pack.boxes =
        BoxHead{.backbone = "shared", .head = {.tensors = "box", .weight = {}, .bias = {}}};
  for (std::size_t i = 0; i < weights.place_biases.size(); ++i)
    pack.experts[i].place_bias = weights.place_biases[i];
  const auto save = [&] { write_whole(folder / "pack.json", pack_json(pack)); };
  save();

  {
    const Detector detector = Detector::open(folder, Precision::fp32);
    const Predictions predictions = predict_entries(detector, data.valid);
    pack.router.answer_above = Router{}.answer_above;
    calibrate(pack, predictions);
    pack.phantoms = phantom_scores(detector);
  }
  // After the thresholds, which say what is looked at again.
  if (pack.boxes && settings.augment) pack.boxes->zoom = near_view;
  save();
  if (pack.boxes) {
    const Detector detector = Detector::open(folder, Precision::fp32);
    pack.boxes->scale = best_box_scale(located(subject_of(detector.pack(), detector.precision()),
                                               predict_entries(detector, data.valid)));
    save();
  }

  json provenance = provenance_of(settings, data, weights, unread);
  for (const Precision precision : available_precisions(pack.has_ranges())) {
    const Detector detector = Detector::open(folder, precision);
    provenance["figures"][std::string(name_of(precision))] =
        card_figures(detector, data.valid, data.about.source);
  }
  pack.provenance = provenance.dump();
  save();
  write_whole(folder / "README.md", model_card(pack));
}

}  // namespace osteon
