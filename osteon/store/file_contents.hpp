// Uploaded bytes as files, named by their SHA-256 and never by what they were called.
#pragma once

#include <filesystem>

#include "osteon/store/database.hpp"

namespace osteon {

/// FOLDER/files/ab/abcdef… each; FOLDER/incoming/ holds what is being written. A file is on disk,
/// with its name, when keep() returns. What a killed process leaves in incoming/ is removed by the
/// first FileContents made an hour later.
class FileContents : public Contents {
 public:
  /// Makes the folders, for this user only. \throws Error(unreadable), DiskFull; as all of these
  explicit FileContents(std::filesystem::path folder);

  std::unique_ptr<Staged> stage(std::span<const std::byte> bytes) override;
  void keep(Transaction&, Staged& staged, const std::string& digest) override;
  std::optional<Bytes> read(Transaction&, const std::string& digest) override;
  void drop(Transaction&, const std::string& digest) override;
  std::vector<std::string> all(Transaction&) override;

 private:
  std::filesystem::path place_of(const std::string& digest) const;
  void clear_abandoned() const;

  std::filesystem::path folder_;
};

}  // namespace osteon
