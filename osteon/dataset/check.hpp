// What is wrong with a dataset before anybody trains on it.
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace osteon {

/// A file and what is wrong with it.
struct FileTrouble {
  std::filesystem::path file;
  std::string why;
};

/// Images that are one picture. Those of one group, label and part that only look alike are views
/// of one limb as a rule: they stay together in every split and are not reported.
struct Copies {
  std::vector<std::filesystem::path> files;
  bool exact = false;  ///< the same grey values in each; else they look alike
  bool labels_differ = false;
  bool parts_differ = false;
  bool across_subsets = false;
  bool across_groups = false;
};

/// A patient or group that is in more than one subset. It has a number here and not its name, which
/// may be a person's.
struct LeakedGroup {
  std::map<std::string, std::size_t> images;  ///< of each subset
  std::vector<std::filesystem::path> files;   ///< the first of each subset
};

/// A way to tell the label without looking at a bone: see shortcuts.hpp.
struct ShortcutFound {
  std::string part;
  std::string property;
  std::string statistic;
  double value = 0;
  double limit = 0;
  /// Commonest values with images negative and positive; empty for a measure.
  std::vector<std::pair<std::string, std::array<std::size_t, 2>>> values;
  std::vector<std::filesystem::path> files;  ///< examples
};

struct CheckReport {
  std::string source;
  std::size_t images = 0;
  std::vector<FileTrouble> unreadable;
  std::vector<std::filesystem::path> truncated;  ///< read in part
  std::vector<FileTrouble> outlines;             ///< outside their image, or around a negative
  std::vector<Copies> copies;
  std::vector<LeakedGroup> leaks;
  std::vector<ShortcutFound> shortcuts;

  bool clean() const;
};

/// Picture codes at most so far apart are one picture. On FracAtlas (3,122 images, 4.9 million
/// pairs) one pair of different files is that near (12, both of one group); a copy at half the
/// size is 7 away (median; 19 at most), one at 0.7 of the size and JPEG quality 50 is 11 (38 at
/// most), one with a gamma of 1.5 is 17 (39 at most), one cropped by 5 % is 37 and is overlooked.
inline constexpr int near_limit = 24;

struct CheckOptions {
  int threads = 0;                                 ///< 0: one for each core
  std::function<void(std::size_t done)> progress;  ///< may throw to stop; may be empty
};

/// Opens every image of a source (as open_dataset() takes it) and keeps 56 bytes of each.
/// \throws as open_entries() does
CheckReport check_dataset(const std::string& source, const CheckOptions& options = {});

/// For people: at most `most` of each kind of finding.
std::string check_table(const CheckReport& report, std::size_t most = 10);
/// For programs: everything. The fields: docs/datasets.md.
std::string check_json(const CheckReport& report);

}  // namespace osteon
