// Entries to learn from: millions, any of which may be drawn next.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "osteon/dataset/entry.hpp"
#include "osteon/dataset/entry_reader.hpp"

namespace osteon {

/// Keeps of entries what learning needs: file, part, label, subset and outlines. Whose they are and
/// what else the source says of them is not kept. A row takes the text in which its path differs
/// from the one before, that of its outlines, and 8 bytes. Reading from several threads is safe;
/// adding is not.
class EntryTable {
 public:
  void push_back(const Entry& entry);
  std::size_t size() const noexcept { return kinds_.size(); }
  /// Without what is not kept.
  Entry operator[](std::size_t row) const;

  /// What is the same for very many rows.
  struct Kind {
    std::string part;
    std::string subset;
    bool positive = false;
    friend bool operator==(const Kind&, const Kind&) = default;
  };
  /// In the order in which they came.
  const std::vector<Kind>& kinds() const noexcept { return kinds_of_rows_; }
  /// Index into kinds(), without making an Entry.
  std::uint32_t kind(std::size_t row) const { return kinds_[row]; }

  /// That the rows take.
  std::size_t bytes() const;

 private:
  // A deque grows without moving what it has, and without room for as much again.
  std::deque<std::uint32_t> kinds_;
  /// Of so many rows each: the length of what the path shares with the one before (0 for the
  /// first), as a byte, the rest of the path, the outlines; a NUL behind both (front coding:
  /// Witten, Moffat and Bell 1999).
  std::deque<std::string> blocks_;
  std::string last_;  ///< path
  std::vector<Kind> kinds_of_rows_;
  std::map<std::tuple<std::string, std::string, bool>, std::uint32_t> numbers_;  ///< of the kinds
};

/// Everything that is left in a reader; `subset` as subset_of() takes it, where nothing may be
/// left.
EntryTable table_of(EntryReader& entries, std::string_view subset = {});

}  // namespace osteon
