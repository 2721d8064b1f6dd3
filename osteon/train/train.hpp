// From labelled radiographs to a model pack.
#pragma once

#include <atomic>
#include <filesystem>
#include <iosfwd>

#include "osteon/train/settings.hpp"

namespace osteon {

enum class TrainEnd { finished, interrupted };

/// Trains as `settings` say and leaves in the run folder: `last.pt` (checkpoint, for --resume),
/// `best.pt`, `results.csv` (a row per epoch), and at the end `pack/`, calibrated on the entries of
/// the subset `valid`. Where the dataset has no subsets it is split by group, 80 to 20.
///
/// \param progress  for people: a bar where `terminal`, else a line now and then
/// \param stop      set from a signal handler: the step under way is finished, a checkpoint written
/// \throws Error    bad_argument, unreadable, bad_model
TrainEnd train(const TrainSettings& settings, std::ostream& progress, bool terminal,
               const std::atomic<bool>& stop);

}  // namespace osteon
