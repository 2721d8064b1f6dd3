// The figures that are compared between films as they are and shifted.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "osteon/evaluate/cases.hpp"

namespace osteon::shift {

/// One film, reduced to what the figures need.
struct Row {
  Case said;                         ///< in sequence
  std::optional<double> given_part;  ///< probability; empty where there was no answer
  std::optional<bool> pointed;       ///< empty where nobody drew
};

/// Films of parts that the pack reads, in the order of `predictions`.
std::vector<Row> rows_of(const Pack& pack, std::span<const Prediction> predictions);

using Picked = std::span<const std::size_t>;

struct Figure {
  std::string_view name;     ///< in shift.json
  std::string_view heading;  ///< in the table
  bool limited;              ///< whether a fall is held against the limits
  std::optional<double> (*of)(std::span<const Row> rows, Picked picked);
};
std::span<const Figure> figures();

/// How far a limited figure may fall under a shift: by more than `aim` is marked, by more than
/// `floor` is a failure.
struct Limits {
  double aim = 0.02;
  double floor = 0.05;
};

}  // namespace osteon::shift
