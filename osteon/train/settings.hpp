// What can be set about a training run. Each field says what it does; check() says what it allows.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "osteon/model/pack.hpp"
#include "osteon/model/prepare.hpp"

namespace osteon {

enum class Recipe {
  finetune,  ///< one backbone, trained further, under many linear heads
  classic,   ///< the design that Osteon replaces: a frozen backbone under small networks
};

/// What the student project behind `classic` did wrong, to be measured and never to be used.
enum class OriginalMistake {
  split_by_image,      ///< one patient's images may be learned from and judged by
  skewed_preparation,  ///< in use the mean grey is not subtracted, as it was in training
};

/// Defaults are those of the recipe `finetune`; see recipe.hpp for the others.
struct TrainSettings {
  Recipe recipe = Recipe::finetune;
  std::vector<OriginalMistake> mistakes;  ///< with `classic` only

  std::string data;           ///< a source, as open_dataset() takes it
  std::filesystem::path out;  ///< run folder: checkpoints, curves, pack/
  /// Safetensors to start from, or a pack's folder to train further; empty: at random.
  std::filesystem::path start;
  /// Empty, with `classic`: as much of ResNet-50 v1 as `start` holds.
  std::string architecture = "resnet50-v1-layer3-fine";
  InputSpec input{.side = 384, .crop_to_limb = true};
  Pooling pooling = Pooling::log_mean_exp;  ///< of the experts' values
  bool fixed_norms = false;  ///< see NetworkOptions; a pack's own, where it starts from one
  int fixed_stages = 1;      ///< the stem and so many stages are not trained

  std::string name = "mine";  ///< of the pack
  std::string version = "0.1.0";

  /// With `classic` at most; 0: what `start` gave is kept, and only the router's head, calibration
  /// and thresholds are fitted to the data.
  int epochs = 13;
  int batch = 16;  ///< of each process
  /// Epochs without improvement after which a head of `classic` stops.
  int patience = 3;
  /// Highest learning rate of what came from `start`, and of what starts at random.
  double old_rate = 1e-4;
  double new_rate = 5e-4;
  double weight_decay = 0.02;
  /// What the outlines of findings weigh in the loss, beside the images' labels.
  double place_weight = 1;
  double box_weight = 0.3;
  /// Share of a step that the averaged weights keep (Polyak and Juditsky 1992): they are what is
  /// evaluated and shipped.
  double averaging = 0.998;
  /// The pack gets the weights of the last epoch instead of those that were best on the validation
  /// data: for what these do not show, such as films that come another way.
  bool keep_last = false;
  /// The router's head stays as it was learned; else it is fitted last, where that is better on the
  /// validation data.
  bool keep_router = false;
  /// 0: entries are drawn as often as they come; 1: every part and label equally often.
  double balance = 0.45;
  /// Share of drawn phantoms, and of pictures that show no part, among the training images.
  double phantoms = 0.04;
  double distractors = 0.08;
  /// Images are turned, brightened, covered …; else they are shown as they are.
  bool augment = true;

  std::uint64_t seed = 1;  ///< a fixed seed gives a fixed run on one machine
  bool bf16 = true;        ///< multiply in bf16 where the CPU has it; weights stay fp32
  bool resume = false;     ///< go on from the run folder's last checkpoint
  /// Seconds that a process waits for the others of a training in parallel.
  int peer_timeout_s = 1800;
};

/// \throws Error(bad_argument) naming the setting, its value and what it may be
void check(const TrainSettings& settings);

/// Whether what a run starts from is a pack, by being a folder.
bool is_pack(const std::filesystem::path& start);

bool makes(const TrainSettings& settings, OriginalMistake mistake);

}  // namespace osteon
