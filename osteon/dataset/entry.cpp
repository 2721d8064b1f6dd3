#include "osteon/dataset/entry.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "osteon/base/error.hpp"
#include "osteon/dataset/sources.hpp"

namespace osteon {
namespace {

std::string known_kinds() {
  std::string kinds;
  for (const Source& source : sources())
    kinds += fmt::format("{}{}:PATH ({})", kinds.empty() ? "" : ", ", source.name, source.layout);
  return kinds;
}

/// The source's table row and what it is to open.
struct Named {
  const Source* source;
  std::filesystem::path path;
};

Named named(const std::string& text) {
  const auto colon = text.find(':');
  if (colon != std::string::npos)
    for (const Source& source : sources())
      if (text.substr(0, colon) == source.name) return {&source, text.substr(colon + 1)};

  if (std::filesystem::exists(text)) {
    for (const Source& source : sources())
      if (source.recognises(text)) return {&source, text};
    throw Error(ErrorCode::bad_argument,
                fmt::format("{} is laid out like no dataset that is known; there are: {}", text,
                            known_kinds()));
  }
  if (colon != std::string::npos)
    throw Error(ErrorCode::bad_argument, fmt::format("'{}' is no kind of dataset; there are: {}",
                                                     text.substr(0, colon), known_kinds()));
  throw Error(ErrorCode::unreadable, fmt::format("{}: no such file or folder", text));
}

}  // namespace

Dataset open_dataset(const std::string& source) {
  const auto [row, path] = named(source);
  if (!std::filesystem::exists(path))
    throw Error(ErrorCode::unreadable, fmt::format("{}: no such file or folder", path.string()));
  Dataset dataset = row->open(path);
  if (dataset.entries.empty())
    throw Error(ErrorCode::bad_argument, fmt::format("{} holds no labelled radiograph; {} is {}",
                                                     path.string(), row->name, row->layout));
  return dataset;
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
