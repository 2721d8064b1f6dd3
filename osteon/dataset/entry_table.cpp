#include "osteon/dataset/entry_table.hpp"

#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/dataset/outline_cell.hpp"

namespace osteon {

std::uint32_t EntryTable::number_of(const std::string& word) {
  const auto [found, fresh] = numbers_.try_emplace(word, static_cast<std::uint32_t>(words_.size()));
  if (fresh) words_.push_back(word);
  return found->second;
}

void EntryTable::push_back(const Entry& entry) {
  rows_.push_back({.text = texts_.size(),
                   .part = number_of(entry.part),
                   .subset = number_of(entry.subset),
                   .positive = entry.positive,
                   .ungrouped = entry.ungrouped});
  Cells cells;
  cells.push_back(entry.file.native());
  cells.push_back(entry.group);
  cells.push_back(entry.study);
  cells.push_back(outline_cell(entry.outlines));
  texts_ += cells.joined();
  texts_ += entry.values.joined();
}

Entry EntryTable::operator[](std::size_t row) const {
  const Row& kept = rows_[row];
  const std::size_t end = row + 1 < rows_.size() ? rows_[row + 1].text : texts_.size();
  std::string_view rest = std::string_view(texts_).substr(kept.text, end - kept.text);
  const auto take = [&] {
    const std::string_view text = rest.substr(0, rest.find('\0'));
    rest.remove_prefix(text.size() + 1);
    return text;
  };
  Entry entry;
  entry.part = words_[kept.part];
  entry.subset = words_[kept.subset];
  entry.positive = kept.positive;
  entry.ungrouped = kept.ungrouped;
  entry.file = take();
  entry.group = take();
  entry.study = take();
  entry.outlines = outlines_in(take());
  entry.values = Cells::from_joined(std::string(rest));
  return entry;
}

EntryTable table_of(EntryReader& entries, std::string_view subset) {
  EntryTable table;
  while (const auto entry = entries.next())
    if (subset.empty() || entry->subset == subset) table.push_back(*entry);
  return table;
}

}  // namespace osteon
