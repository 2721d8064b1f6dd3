// A pack on the same films shifted in many ways, and on pictures that it must not answer.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "osteon/detector/detector.hpp"
#include "osteon/evaluate/evaluate.hpp"
#include "osteon/evaluate/shift/shifts.hpp"

namespace osteon {

/// What was said to the films in one shift: a row for each film, in the same order for all shifts.
struct ShiftRun {
  Shift shift;
  std::vector<Prediction> rows;
};

struct ShiftRuns {
  std::vector<Prediction> as_is;
  std::vector<ShiftRun> shifts;
  std::vector<Unread> unread;  ///< not in any row
};

/// `progress` gets the number of entries done; may be empty.
ShiftRuns predict_shifted(const Detector& detector, const std::vector<Entry>& entries,
                          const std::vector<Shift>& shifts,
                          const std::function<void(std::size_t)>& progress = {});

/// Of the pictures of one kind, those that it answered none the less.
struct OutOfScopeRun {
  std::string kind;
  std::string what;
  bool for_training = false;
  int pictures = 0;
  int cannot_answer = 0;
};

/// \param pictures  of each kind that can be drawn; seeds count from `first_seed`, so that those of
///                  a training need not be met again
std::vector<OutOfScopeRun> refuse_drawn(const Detector& detector, int pictures,
                                        std::uint64_t first_seed,
                                        const std::function<void(std::size_t)>& progress = {});

/// Real pictures below a folder, each folder in it a kind; those beside them are of kind `other`.
/// Colour pictures and the like count as refused; what cannot be read is left out.
std::vector<OutOfScopeRun> refuse_files(const Detector& detector,
                                        const std::filesystem::path& folder);

}  // namespace osteon
