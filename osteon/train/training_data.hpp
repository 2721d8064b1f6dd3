// The labelled radiographs of a training. Millions may be there to learn from: of each some ten
// bytes are kept.
#pragma once

#include <string>
#include <vector>

#include "osteon/dataset/entry_table.hpp"
#include "osteon/train/settings.hpp"

namespace osteon {

struct TrainingData {
  Dataset about;  ///< of the source, without entries
  EntryTable train;
  std::vector<Entry> valid;        ///< to choose and calibrate by; with their groups
  std::vector<std::string> parts;  ///< of the training images, sorted
};

/// Reads the source once, and opens no image. Where an entry has no subset it is read twice more:
/// whole groups then make subsets up, as `osteon dataset split` would.
/// \throws as open_entries() does, and Error(bad_argument) when a subset has no image
TrainingData read_training_data(const TrainSettings& settings);

}  // namespace osteon
