#include "osteon/dataset/entry.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "osteon/base/error.hpp"
#include "osteon/dataset/entry_reader.hpp"

namespace osteon {

Dataset open_dataset(const std::string& source) {
  const auto reader = open_entries(source);
  std::vector<Entry> entries;
  while (auto entry = reader->next()) entries.push_back(std::move(*entry));
  Dataset dataset = reader->about();
  dataset.entries = std::move(entries);
  return dataset;
}

std::size_t column_named(const Dataset& dataset, std::string_view column) {
  const auto found = std::ranges::find(dataset.columns, column);
  if (found == dataset.columns.end())
    throw Error(ErrorCode::bad_argument,
                fmt::format("{} has no column '{}'; {}", dataset.source, column,
                            dataset.columns.empty()
                                ? "it has none that make subgroups"
                                : fmt::format("there are: {}", fmt::join(dataset.columns, ", "))));
  return static_cast<std::size_t>(std::distance(dataset.columns.begin(), found));
}

std::vector<Entry> subset_of(const Dataset& dataset, std::string_view subset) {
  if (subset.empty()) return dataset.entries;
  std::vector<Entry> chosen;
  std::ranges::copy_if(dataset.entries, std::back_inserter(chosen),
                       [&](const Entry& entry) { return entry.subset == subset; });
  if (!chosen.empty()) return chosen;

  std::map<std::string, int> counts;
  for (const Entry& entry : dataset.entries) ++counts[entry.subset.empty() ? "none" : entry.subset];
  std::string there;
  for (const auto& [name, count] : counts)
    there += fmt::format("{}{} ({})", there.empty() ? "" : ", ", name, count);
  throw Error(ErrorCode::bad_argument, fmt::format("{} has no subset '{}'; its entries are in: {}",
                                                   dataset.source, subset, there));
}

}  // namespace osteon
