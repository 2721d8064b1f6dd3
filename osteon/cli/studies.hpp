// Several views of one study as one line.
#pragma once

#include <filesystem>
#include <map>
#include <utility>
#include <vector>

#include "osteon/detector/folder.hpp"
#include "osteon/report/forms.hpp"

namespace osteon::cli {

/// Gathers readings by the study that their file names, and those that name none by their folder.
class Studies {
 public:
  /// Only files that could be read belong to a study; `reading` holds a finding.
  void add(const FileReading& reading);

  /// One line for each study in the order of their first views: named after its folder, or after
  /// its first file where the file named the study.
  std::vector<Line> lines() const;

 private:
  struct Study {
    std::string name;
    std::vector<std::string> files;
    std::vector<Finding> views;
  };
  using Key = std::pair<Identity, std::filesystem::path>;  ///< one of the two is empty

  std::map<Key, std::size_t> places_;
  std::vector<Study> studies_;
};

}  // namespace osteon::cli
