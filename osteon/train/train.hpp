// From labelled radiographs to a model pack.
#pragma once

#include <atomic>
#include <filesystem>
#include <iosfwd>

#include "osteon/train/settings.hpp"

namespace osteon {

enum class TrainEnd { finished, interrupted };

/// Trains as `settings` say and leaves in the run folder what docs/training.md lists: checkpoints,
/// tables, drawings, and at the end `pack/`, calibrated on the entries of the subset `valid`. Where
/// the dataset has no subsets it is split by group. Started with RANK and WORLD_SIZE and the like
/// it is one of several processes that train together (see place_from_environment()).
///
/// \param progress  for people: a bar where `terminal`, else a line now and then
/// \param stop      set from a signal handler: the step under way is finished, a checkpoint written
/// \throws Error    bad_argument, unreadable, bad_model; busy when another process was lost
TrainEnd train(const TrainSettings& settings, std::ostream& progress, bool terminal,
               const std::atomic<bool>& stop);

}  // namespace osteon
