// The figures of shifts and of pictures out of scope, for programs and for people.
#pragma once

#include <optional>
#include <string>

#include "osteon/evaluate/figures.hpp"
#include "osteon/evaluate/shift/measure.hpp"

namespace osteon {

/// Every part may be left out.
struct ShiftMeasurements {
  std::optional<ShiftRuns> shifts;
  std::vector<OutOfScopeRun> drawn;
  std::vector<OutOfScopeRun> files;
};

/// As shift.json holds it (its fields: docs/shifts.md).
std::string shift_json(const Detector& detector, const ShiftMeasurements& measurements,
                       const EvaluateOptions& options);
std::string shift_json(const Pack& pack, Precision precision, const ShiftMeasurements& measurements,
                       const EvaluateOptions& options);
/// The same as tables for people.
std::string shift_table(const std::string& shift_json);

}  // namespace osteon
