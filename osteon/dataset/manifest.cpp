// A table of your own: one row a radiograph, its path relative to the table.
//
// Columns: path, part, label, and where known patient (or group), study, subset (or split), boxes.
// Every further column is kept for subgroups.
#include <array>
#include <fstream>

#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/base/letters.hpp"
#include "osteon/dataset/coco.hpp"
#include "osteon/dataset/csv.hpp"
#include "osteon/dataset/outline_cell.hpp"
#include "osteon/dataset/sources.hpp"
#include "osteon/dataset/words.hpp"

namespace osteon {
namespace {

constexpr std::string_view layout =
    "a CSV table with the columns path, part, label, and where known patient, study, subset, boxes";

[[noreturn]] void fail(const CsvReader& table, const std::string& why) {
  throw Error(ErrorCode::bad_argument, fmt::format("line {}: {}", table.line(), why));
}

const std::string& required(const CsvReader& table, std::string_view column) {
  const std::string& value = table[column];
  if (value.empty()) fail(table, fmt::format("{} is empty", column));
  return value;
}

/// Whichever of two names the table uses for a column.
std::string_view either(const CsvReader& table, std::string_view name, std::string_view other) {
  return table.has(name) || !table.has(other) ? name : other;
}

std::string_view group_column(const CsvReader& table) { return either(table, "patient", "group"); }
std::string_view subset_column(const CsvReader& table) { return either(table, "subset", "split"); }

/// All but those that an Entry has a place for.
std::vector<std::string> further_columns(const CsvReader& table) {
  const std::array<std::string_view, 7> own{
      "path", "part", "label", "study", "boxes", group_column(table), subset_column(table)};
  return table.columns_but(own);
}

Label label_from(const CsvReader& table) {
  const std::string& word = required(table, "label");
  if (const auto label = label_named(word)) return *label;
  fail(table, fmt::format("label is '{}', it must be one of {}", word, label_words()));
}

std::string subset_from(const CsvReader& table) {
  const std::string_view word = table.cell_or_empty(subset_column(table));
  if (word.empty()) return {};
  if (const auto subset = subset_named(word)) return std::string(*subset);
  fail(table, fmt::format("subset is '{}', it must be one of {}", word, subset_words()));
}

std::vector<Outline> outlines_from(const CsvReader& table) {
  try {
    return outlines_in(table.cell_or_empty("boxes"));
  } catch (const Error& error) {
    fail(table, error.what());
  }
}

Entry entry_from(const CsvReader& table, const Label& label, const std::filesystem::path& folder) {
  const std::string& path = required(table, "path");
  const std::string_view group = table.cell_or_empty(group_column(table));
  const std::string_view study = table.cell_or_empty("study");
  Entry entry;
  entry.file = folder / path;
  entry.part = part_named(required(table, "part"));
  entry.positive = label.positive;
  entry.ungrouped = group.empty();
  entry.group = group.empty() ? path : group;
  // Two patients may both have a study "1".
  entry.study = study.empty() ? path : fmt::format("{}/{}", entry.group, study);
  entry.subset = subset_from(table);
  entry.outlines = outlines_from(table);
  return entry;
}

bool recognises(const std::filesystem::path& path) {
  return lower_case(path.extension().string()) == ".csv" && std::filesystem::is_regular_file(path);
}

class ManifestReader : public EntryReader {
 public:
  explicit ManifestReader(const std::filesystem::path& file)
      : file_(file),
        in_(opened(file)),
        table_(in_),
        further_(further_columns(table_)),
        outlines_(outlines_beside(folder_of(file), file.stem().string() + ".coco.json")) {}

  std::optional<Entry> next() override {
    try {
      if (!table_.next()) return {};
      const Label label = label_from(table_);
      target_.meet(label);
      Entry entry = entry_from(table_, label, file_.parent_path());
      if (entry.outlines.empty()) entry.outlines = outlines_.of(entry.file);
      for (const std::string& column : further_) entry.values.push_back(table_[column]);
      return entry;
    } catch (const Error& error) {
      throw error.during(file_.string());
    }
  }

  Dataset about() const override {
    return {.source = file_.stem().string(),
            .target = target_.target(),
            .licence = {},
            .columns = further_,
            .entries = {}};
  }

 private:
  static std::ifstream opened(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in || std::filesystem::is_directory(file))
      throw Error(ErrorCode::unreadable,
                  fmt::format("{} cannot be opened; it must be {}", file.string(), layout));
    return in;
  }
  static std::filesystem::path folder_of(const std::filesystem::path& file) {
    return file.has_parent_path() ? file.parent_path() : ".";
  }

  std::filesystem::path file_;
  std::ifstream in_;
  CsvReader table_;
  std::vector<std::string> further_;
  OutlineIndex outlines_;
  TargetWord target_;
};

std::unique_ptr<EntryReader> open(const std::filesystem::path& path) {
  try {
    return std::make_unique<ManifestReader>(path);
  } catch (const Error& error) {
    // The header is at fault; what cannot be opened says its own name.
    if (error.code() == ErrorCode::bad_argument) throw error.during(path.string());
    throw;
  }
}

}  // namespace

Source manifest_source() {
  return {.name = "csv", .layout = layout, .recognises = recognises, .open = open};
}

}  // namespace osteon
