// Uploaded bytes as rows, for workers on machines that share nothing but the database.
#pragma once

#include "osteon/store/database.hpp"

namespace osteon {

/// Rows of at most a mebibyte, since a statement and its answer pass through memory as text twice
/// their size.
class TableContents : public Contents {
 public:
  std::unique_ptr<Staged> stage(std::span<const std::byte> bytes) override;
  void keep(Transaction& transaction, Staged& staged, const std::string& digest) override;
  std::optional<Bytes> read(Transaction& transaction, const std::string& digest) override;
  void drop(Transaction& transaction, const std::string& digest) override;
  std::vector<std::string> all(Transaction& transaction) override;
};

}  // namespace osteon
