// The model pack: a folder with pack.json, weights and a model card. Its format is docs/pack.md.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "osteon/model/activation_ranges.hpp"
#include "osteon/model/prepare.hpp"
#include "osteon/model/safetensors.hpp"

namespace osteon {

/// The version of pack.json that this build reads and writes.
inline constexpr int pack_format = 1;

/// How the values of all places become one score.
enum class Pooling {
  mean,  ///< their mean: the head sees mean features
  /// log of the mean of their exponentials: one hot place is enough, as one fracture is. The odds
  /// of the places add up.
  log_mean_exp,
};

/// A linear layer and a ReLU within a head: outputs x inputs weights.
struct HiddenLayer {
  std::vector<float> weight;
  std::vector<float> bias;
};

/// A linear layer, applied at every place and then pooled: one score per output, the bias added at
/// the end. With hidden layers it is a small network over the mean features instead, and the linear
/// layer its last.
struct Head {
  std::string tensors;  ///< `<tensors>.weight` (outputs x features) and `<tensors>.bias`
  std::vector<float> weight;
  std::vector<float> bias;
  Pooling pooling = Pooling::mean;  ///< with hidden layers always the mean
  std::vector<HiddenLayer>
      hidden;  ///< `<tensors>.hidden.<n>.weight` and `.bias`, first layer first

  int outputs() const { return static_cast<int>(bias.size()); }
};

struct BackboneEntry {
  std::string name;  ///< stages that name the same backbone share it, and it is run once
  std::string architecture;
  std::string file;              ///< in the pack's folder
  ActivationRanges ranges = {};  ///< empty: it cannot be run at int8
};

/// Decides the body part, from Backbone::film_features(). The head has an output per part and one
/// more, the last: "none of these".
struct Router {
  std::string backbone;
  Head head;
  std::vector<std::string> parts;
  /// A film less probable than this to show any of the parts is not answered.
  double answer_above = 0.5;
};

/// A score turned into a probability: sigmoid(slope * score + offset) (Platt 1999).
struct Calibration {
  double slope = 1;
  double offset = 0;
};

/// On the calibrated probability; sensitive <= specific.
struct Thresholds {
  double sensitive = 0.3;  ///< at or above: possible
  double specific = 0.7;   ///< at or above: present
};

/// Decides about one body part. The head has one output.
struct Expert {
  std::string part;
  std::string backbone;
  Head head;
  /// A place shows the finding with the probability sigmoid(its value + this); used for boxes.
  double place_bias = 0;
  Calibration calibration;
  Thresholds thresholds;
};

/// Says how far a finding reaches from a place that shows it. The head has four outputs at every
/// place: the logarithms of the distances from the place's centre to the left, upper, right and
/// lower border, in places.
struct BoxHead {
  std::string backbone;
  Head head;
  double above = 0.3;  ///< boxes less probable than this are not drawn
  double scale = 1;    ///< by which every distance is multiplied, above 0
  /// How many times nearer the boxes of a finding are looked at again; 1: they are not.
  double zoom = 1;
};

/// What a phantom scored when the pack was made, so that an installation can be checked.
struct PhantomScore {
  std::string part;
  bool fracture = false;
  std::uint64_t seed = 1;
  std::vector<double> router;  ///< the router's scores
  double expert = 0;           ///< the true part's expert's score, uncalibrated
};

struct Pack {
  std::filesystem::path folder;
  std::string name;
  std::string version;
  std::string target;  ///< what "positive" means: "fracture" or "abnormal"; every output says it
  InputSpec input;
  std::vector<BackboneEntry> backbones;
  Router router;
  std::vector<Expert> experts;
  std::optional<BoxHead> boxes;  ///< without it a box is drawn around the hottest region
  std::string heads_file;        ///< holds the tensors of every Head
  std::map<std::string, std::string> sha256;  ///< of each weight file, by name
  std::vector<PhantomScore> phantoms;
  std::string provenance;  ///< JSON text: data, licences, counts, split, training, figures

  /// SHA-256 over the hashes of all weight files in the order of their names, and the ranges where
  /// there are any: one word for what made a finding.
  std::string weights_hash() const;
  const Expert* expert_for(std::string_view part) const;
  /// Whether every backbone can be run at int8.
  bool has_ranges() const;
};

/// Reads and checks pack.json and the heads; weight files are not hashed (see verify_hashes()).
/// \throws Error(bad_model) saying what is wrong in which file
Pack read_pack(const std::filesystem::path& folder);

/// The text of pack.json for a pack; read_pack() of it gives the same pack.
std::string pack_json(const Pack& pack);

/// Names of the weight files whose SHA-256 is not the recorded one.
std::vector<std::string> verify_hashes(const Pack& pack);

}  // namespace osteon
