// From trained tensors to a pack that can be used: calibrated, checked, described.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "osteon/model/pack.hpp"
#include "osteon/model/safetensors.hpp"
#include "osteon/train/settings.hpp"
#include "osteon/train/training_data.hpp"

namespace osteon {

/// What was learned, as a pack holds it.
struct TrainedWeights {
  std::vector<NamedTensor> backbone;
  std::vector<NamedTensor> heads;    ///< `router`, `expert.<part>` and, where has_boxes, `box`
  std::vector<int> hidden;           ///< widths of the hidden layers of the router and the experts
  std::vector<double> place_biases;  ///< see Expert::place_bias; none, or one for each part
  bool has_boxes = false;
  std::string router;  ///< how its head came about, where that is not by the training alone
  std::map<std::string, int> head_epochs;  ///< that each head learned, where they differ
};

/// The first part of `<out>/pack`: a backbone that the engine can run, with its ranges for int8.
/// The heads, and the file that makes it a pack, are missing yet.
Pack write_backbone(const TrainSettings& settings, const TrainingData& data,
                    const TrainedWeights& weights);

/// The rest: the heads, then, read back by the engine as any user would, the router's limit and
/// every expert's calibration and thresholds from the subset `valid`, what the phantoms score, the
/// figures on `valid`, and the model card.
/// \param pack    what write_backbone() returned
/// \param unread  training images that could not be read, for the provenance
void complete_pack(Pack pack, const TrainSettings& settings, const TrainingData& data,
                   const TrainedWeights& weights, int unread);

}  // namespace osteon
