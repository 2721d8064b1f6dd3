// The labelled radiographs of a training. Millions may be there to learn from: they are kept as
// text, some hundred bytes each.
#pragma once

#include <string>
#include <vector>

#include "osteon/dataset/entry_table.hpp"
#include "osteon/train/settings.hpp"

namespace osteon {

struct TrainingData {
  Dataset about;  ///< of the source, without entries
  EntryTable train;
  std::vector<Entry> valid;        ///< to choose and calibrate by
  std::vector<std::string> parts;  ///< of the training images, sorted
};

/// Reads the source once, or twice where it has no subsets of its own: then whole groups make them
/// up, as `osteon dataset split` would.
/// \throws as open_entries() does, and Error(bad_argument) when a subset has no image
TrainingData read_training_data(const TrainSettings& settings);

}  // namespace osteon
