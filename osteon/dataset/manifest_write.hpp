// Entries as a manifest that `csv:` takes back.
#pragma once

#include <filesystem>
#include <ostream>
#include <string>

#include "osteon/dataset/entry.hpp"

namespace osteon {

/// Writes row by row; nothing is kept. Every column of the source is written again, and outlines as
/// `boxes`, so that the manifest needs nothing beside it but the images.
class ManifestWriter {
 public:
  /// Writes the header. \param about  its target and columns are used; its entries are not
  /// \param folder  where the manifest will lie: paths below it are written relative to it, others
  /// whole. `out` must outlive this.
  ManifestWriter(std::ostream& out, const std::filesystem::path& folder, const Dataset& about);

  void write(const Entry& entry);

 private:
  std::string path_from_folder(const std::filesystem::path& file) const;

  std::ostream& out_;
  std::filesystem::path folder_;
  std::string positive_;
  std::string negative_;
  std::size_t columns_;
};

}  // namespace osteon
