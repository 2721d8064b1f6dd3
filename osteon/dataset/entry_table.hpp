// Entries for those who must reach any of them at any time, in less memory than a vector of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "osteon/dataset/entry.hpp"
#include "osteon/dataset/entry_reader.hpp"

namespace osteon {

/// Holds what entries say as text, one behind the other, and makes an Entry where one is asked for.
/// Reading from several threads is safe; adding is not.
class EntryTable {
 public:
  void push_back(const Entry& entry);
  std::size_t size() const noexcept { return rows_.size(); }
  Entry operator[](std::size_t row) const;

  /// What sampling needs of a row, without making an Entry.
  bool positive(std::size_t row) const noexcept { return rows_[row].positive; }
  std::string_view part(std::size_t row) const { return words_[rows_[row].part]; }
  std::string_view subset(std::size_t row) const { return words_[rows_[row].subset]; }

 private:
  struct Row {
    std::uint64_t text;  ///< where it begins in texts_; it ends where the next row's begins
    std::uint32_t part;  ///< index into words_
    std::uint32_t subset;
    bool positive;
    bool ungrouped;
  };

  std::uint32_t number_of(const std::string& word);

  std::vector<Row> rows_;
  std::string texts_;  ///< of each row: file, group, study, boxes, values, a NUL behind each
  std::vector<std::string> words_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

/// Everything that is left in a reader; `subset` as subset_of() takes it, where nothing may be
/// left.
EntryTable table_of(EntryReader& entries, std::string_view subset = {});

}  // namespace osteon
