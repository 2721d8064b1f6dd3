// The radiographs below a folder, in an order that does not depend on the disk.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace osteon {

/// Walks in the order of the paths, which a seed relies on. Files are chosen by their endings;
/// names that begin with a dot are passed over. Holds one folder's names at each level, not all.
class RadiographWalk {
 public:
  explicit RadiographWalk(std::filesystem::path root);

  /// Relative to the root; empty at the end. \throws Error(unreadable)
  std::optional<std::filesystem::path> next();

 private:
  struct Name {
    std::string name;
    bool is_folder = false;
  };
  struct Level {
    std::filesystem::path folder;  ///< relative to the root
    std::vector<Name> left;        ///< the next one last
  };

  void enter(const std::filesystem::path& folder);

  std::filesystem::path root_;
  std::vector<Level> levels_;
};

}  // namespace osteon
