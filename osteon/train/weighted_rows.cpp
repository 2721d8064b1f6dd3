#include "osteon/train/weighted_rows.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

namespace osteon {
namespace {

constexpr std::size_t rows_between = 256;

/// The kinds of a table may differ in their subset alone.
std::pair<std::string_view, bool> asked_of(const EntryTable::Kind& kind) {
  return {kind.part, kind.positive};
}

}  // namespace

WeightedRows::WeightedRows(const EntryTable& entries, double balance) : entries_(entries) {
  const auto& kinds = entries.kinds();
  std::vector<std::size_t> counts(kinds.size());
  for (std::size_t row = 0; row < entries.size(); ++row) ++counts[entries.kind(row)];
  std::map<std::pair<std::string_view, bool>, double> sums;
  for (std::size_t i = 0; i < kinds.size(); ++i)
    sums[asked_of(kinds[i])] += static_cast<double>(counts[i]);
  for (const EntryTable::Kind& kind : kinds)
    lengths_.push_back(std::pow(sums.at(asked_of(kind)), -balance));

  for (std::size_t row = 0; row < entries.size(); ++row) {
    if (row % rows_between == 0) begins_.push_back(length_);
    length_ += lengths_[entries.kind(row)];
  }
}

std::size_t WeightedRows::at(double place) const {
  const auto after = std::ranges::upper_bound(begins_, place);
  if (after == begins_.begin()) return 0;
  double upto = *std::prev(after);
  auto row = static_cast<std::size_t>(std::distance(begins_.begin(), after) - 1) * rows_between;
  for (; row < entries_.size(); ++row)
    if ((upto += lengths_[entries_.kind(row)]) > place) break;
  return row;
}

}  // namespace osteon
