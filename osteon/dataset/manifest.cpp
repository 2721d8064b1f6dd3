// A table of your own: one row a radiograph, its path relative to the table.
//
// Columns: path, part, label, and where known patient (or group), study, subset (or split).
#include <algorithm>
#include <fstream>

#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/base/letters.hpp"
#include "osteon/dataset/csv.hpp"
#include "osteon/dataset/sources.hpp"
#include "osteon/dataset/words.hpp"

namespace osteon {
namespace {

constexpr std::string_view layout =
    "a CSV table with the columns path, part, label, and where known patient, study, subset";

[[noreturn]] void fail(const CsvReader& table, const std::string& why) {
  throw Error(ErrorCode::bad_argument, fmt::format("line {}: {}", table.line(), why));
}

const std::string& required(const CsvReader& table, std::string_view column) {
  const std::string& value = table[column];
  if (value.empty()) fail(table, fmt::format("{} is empty", column));
  return value;
}

/// The cell of whichever of two names the table uses.
std::string either(const CsvReader& table, std::string_view name, std::string_view other) {
  return std::string(table.cell_or_empty(table.has(name) ? name : other));
}

Label label_from(const CsvReader& table) {
  const std::string& word = required(table, "label");
  if (const auto label = label_named(word)) return *label;
  fail(table, fmt::format("label is '{}', it must be one of {}", word, label_words()));
}

std::string subset_from(const CsvReader& table) {
  const std::string word = either(table, "subset", "split");
  if (word.empty()) return {};
  if (const auto subset = subset_named(word)) return std::string(*subset);
  fail(table, fmt::format("subset is '{}', it must be one of {}", word, subset_words()));
}

Entry entry_from(const CsvReader& table, const Label& label, const std::filesystem::path& folder) {
  const std::string& path = required(table, "path");
  const std::string group = either(table, "patient", "group");
  const std::string_view study = table.cell_or_empty("study");
  Entry entry;
  entry.file = folder / path;
  entry.part = part_named(required(table, "part"));
  entry.positive = label.positive;
  entry.group = group.empty() ? path : group;
  // Two patients may both have a study "1".
  entry.study = study.empty() ? path : fmt::format("{}/{}", entry.group, study);
  entry.subset = subset_from(table);
  return entry;
}

bool recognises(const std::filesystem::path& path) {
  return lower_case(path.extension().string()) == ".csv" && std::filesystem::is_regular_file(path);
}

Dataset open(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in || std::filesystem::is_directory(path))
    throw Error(ErrorCode::unreadable,
                fmt::format("{} cannot be opened; it must be {}", path.string(), layout));
  Dataset dataset{.source = path.stem().string(), .target = {}, .licence = {}, .entries = {}};
  try {
    CsvReader table(in);
    TargetWord target;
    while (table.next()) {
      const Label label = label_from(table);
      target.meet(label);
      dataset.entries.push_back(entry_from(table, label, path.parent_path()));
    }
    dataset.target = target.target();
  } catch (const Error& error) {
    throw error.during(path.string());
  }
  return dataset;
}

}  // namespace

Source manifest_source() {
  return {.name = "csv", .layout = layout, .recognises = recognises, .open = open};
}

}  // namespace osteon
