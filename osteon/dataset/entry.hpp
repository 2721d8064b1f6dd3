// A labelled radiograph in a dataset, and where entries come from.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "osteon/dataset/cells.hpp"
#include "osteon/radiograph/outline.hpp"
#include "osteon/radiograph/radiograph.hpp"

namespace osteon {

struct Entry {
  std::filesystem::path file;
  std::string part;       ///< body part: hand, knee, …
  bool positive = false;  ///< fractured, or abnormal, as the source means it
  /// Rows of one group (a patient, or the best stand-in that the source has) never fall into two
  /// subsets, and are the unit of every interval.
  std::string group;
  std::string study;   ///< views of one study share it; the file's name where unknown
  std::string subset;  ///< train, valid, test; empty where the source does not say
  /// What readers drew around the finding; empty where nobody did, also for a positive.
  std::vector<Outline> outlines;
  /// Nobody said whose it is: the group is this image alone.
  bool ungrouped = false;
  /// What else the source says of it, one for each of Dataset::columns.
  Cells values;
};

struct Dataset {
  std::string source;   ///< for people and provenance: "FracAtlas"
  std::string target;   ///< what positive means: "fracture" or "abnormal"
  std::string licence;  ///< empty where the source does not say
  std::string credit;   ///< who is to be named, and where it was published
  /// What is known to be wrong or one-sided about it, a sentence each, for the model card.
  std::vector<std::string> caveats;
  /// What Entry::values hold, for subgroups: hardware, view, … They may identify people: their
  /// names may be said, their values only where somebody asks for the column.
  std::vector<std::string> columns;
  std::vector<Entry> entries;
};

/// Opens `mura:DIR`, `fracatlas:DIR`, `folder:DIR`, `csv:FILE` or a plain path, whose kind is then
/// recognised. Holds every entry; entry_reader.hpp reads them one by one.
/// \throws Error(unreadable) nothing there; Error(bad_argument) an unknown kind, a missing column,
/// a label that is neither (with the line)
Dataset open_dataset(const std::string& source);

/// The entries of one subset, e.g. "valid"; "" for all. \throws Error(bad_argument) when none is
std::vector<Entry> subset_of(const Dataset& dataset, std::string_view subset);

/// The place of a column in Entry::values.
/// \throws Error(bad_argument) naming the columns that there are
std::size_t column_named(const Dataset& dataset, std::string_view column);

struct Shares {
  double train = 0.8;
  double valid = 0.1;
  double test = 0.1;
};

/// Gives every entry a subset, whole groups at a time, keeping the shares of each part and label as
/// near as groups allow. Same seed, same split. \throws Error(bad_argument) when the shares do not
/// add up to 1, saying their sum
void split_by_group(std::vector<Entry>& entries, const Shares& shares, std::uint64_t seed);

}  // namespace osteon
