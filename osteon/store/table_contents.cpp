#include "osteon/store/table_contents.hpp"

#include <algorithm>

namespace osteon {
namespace {

constexpr std::size_t piece_size = std::size_t{1} << 20;

struct StagedBytes : Contents::Staged {
  std::span<const std::byte> bytes;
};

}  // namespace

std::unique_ptr<Contents::Staged> TableContents::stage(std::span<const std::byte> bytes) {
  auto staged = std::make_unique<StagedBytes>();
  staged->bytes = bytes;
  return staged;
}

void TableContents::keep(Transaction& transaction, Staged& staged, const std::string& digest) {
  if (!transaction.run("SELECT 1 FROM contents WHERE digest = $1 LIMIT 1", {digest}).empty())
    return;
  auto rest = static_cast<StagedBytes&>(staged).bytes;
  for (std::int64_t piece = 0; !rest.empty(); ++piece) {
    const auto some = rest.first(std::min(rest.size(), piece_size));
    transaction.run("INSERT INTO contents (digest, piece, bytes) VALUES ($1, $2, $3)",
                    {digest, piece, Bytes(some.begin(), some.end())});
    rest = rest.subspan(some.size());
  }
}

std::optional<Bytes> TableContents::read(Transaction& transaction, const std::string& digest) {
  Bytes all;
  for (std::int64_t piece = 0;; ++piece) {
    const auto rows = transaction.run("SELECT bytes FROM contents WHERE digest = $1 AND piece = $2",
                                      {digest, piece});
    if (rows.empty()) break;
    const auto& bytes = rows.front().bytes(0);
    all.insert(all.end(), bytes.begin(), bytes.end());
  }
  if (all.empty()) return std::nullopt;
  return all;
}

void TableContents::drop(Transaction& transaction, const std::string& digest) {
  transaction.run("DELETE FROM contents WHERE digest = $1", {digest});
}

std::vector<std::string> TableContents::all(Transaction& transaction) {
  std::vector<std::string> digests;
  for (const auto& row : transaction.run("SELECT digest FROM contents WHERE piece = 0"))
    digests.push_back(row.text(0));
  return digests;
}

}  // namespace osteon
