#include "osteon/evaluate/columns.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/radiograph/orientation.hpp"

namespace osteon {
namespace {

void check_values(const Predictions& predictions, const std::string& name) {
  std::set<std::string> values;
  for (const Prediction& row : predictions.rows) values.insert(row.values.back());
  if (values.size() > most_values)
    throw Error(ErrorCode::bad_argument,
                fmt::format("--by {}: the column has {} different values, and at most {} can be "
                            "reported apart; put them into bands first, in a column of their own",
                            name, values.size(), most_values));
}

}  // namespace

std::optional<std::string> column_of(const Dataset& dataset, const Entry& entry,
                                     std::string_view name) {
  if (name == "part") return entry.part;
  if (name == "subset") return entry.subset;
  if (name == "label") return entry.positive ? "positive" : "negative";
  const auto place = std::ranges::find(dataset.columns, name);
  if (place == dataset.columns.end()) return {};
  return std::string(entry.values[static_cast<std::size_t>(place - dataset.columns.begin())]);
}

std::string orientation_of(Extent extent) {
  return std::string(extent == Extent{} ? not_said : orientation(extent));
}

std::string size_of(Extent extent) {
  const int side = std::max(extent.width, extent.height);
  if (side == 0) return std::string(not_said);
  constexpr std::array bounds{512, 1024, 2048, 4096};
  int from = 0;
  for (const int bound : bounds) {
    if (side < bound)
      return from == 0 ? fmt::format("below {} px", bound)
                       : fmt::format("{} to {} px", from, bound - 1);
    from = bound;
  }
  return fmt::format("{} px and more", from);
}

void check_columns(const Dataset& dataset, const std::vector<Entry>& entries,
                   std::span<const std::string> names) {
  Predictions unasked;
  for (const Entry& entry : entries) unasked.rows.emplace_back().entry = entry;
  add_columns(unasked, dataset, names);
}

void add_columns(Predictions& predictions, const Dataset& dataset,
                 std::span<const std::string> names) {
  for (const std::string& name : names) {
    if (name == "orientation" || name == "size") continue;  // reported in any case
    if (std::ranges::find(predictions.columns, name) != predictions.columns.end()) continue;
    for (Prediction& row : predictions.rows) {
      const auto value = column_of(dataset, row.entry, name);
      if (!value)
        throw Error(ErrorCode::bad_argument,
                    fmt::format("--by {}: the data have no such column; there are part, subset and "
                                "label, the columns of a table, and orientation and size, which "
                                "are reported in any case",
                                name));
      row.values.push_back(value->empty() ? std::string(not_said) : *value);
    }
    predictions.columns.push_back(name);
    check_values(predictions, name);
  }
}

}  // namespace osteon
