// What the figures can be reported by: the columns of a dataset, and what an image shows by itself.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "osteon/dataset/entry.hpp"
#include "osteon/evaluate/evaluate.hpp"

namespace osteon {

/// With more values than this a column tells single people apart rather than kinds of them.
inline constexpr std::size_t most_values = 30;
/// What stands for an empty cell.
inline constexpr std::string_view not_said = "not said";

/// The value of one of the dataset's columns; empty where it has no such column.
std::optional<std::string> column_of(const Dataset& dataset, const Entry& entry,
                                     std::string_view name);

/// "portrait", "landscape" or "square"; and the longer side in pixels, in classes from one power of
/// two to the next.
std::string orientation_of(Extent extent);
std::string size_of(Extent extent);

/// What can be known of the columns named before any network runs.
/// \throws Error(bad_argument) when the dataset has no such column, or it has more than
/// most_values values
void check_columns(const Dataset& dataset, const std::vector<Entry>& entries,
                   std::span<const std::string> names);

/// Takes the columns named into the predictions. Orientation and size need not be named.
/// \throws Error(bad_argument) as check_columns() does
void add_columns(Predictions& predictions, const Dataset& dataset,
                 std::span<const std::string> names);

}  // namespace osteon
