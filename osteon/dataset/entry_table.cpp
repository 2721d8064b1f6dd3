#include "osteon/dataset/entry_table.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "osteon/dataset/outline_cell.hpp"

namespace osteon {
namespace {

/// To reach a row those before it in its block are walked over: microseconds, where reading its
/// image takes milliseconds.
constexpr std::size_t rows_in_block = 32;

/// What two paths have in common at their beginning, as far as one byte can count.
std::size_t shared_length(std::string_view a, std::string_view b) {
  const std::size_t most =
      std::min({a.size(), b.size(), std::size_t{std::numeric_limits<unsigned char>::max()}});
  const auto differ = std::ranges::mismatch(a.substr(0, most), b.substr(0, most));
  return static_cast<std::size_t>(std::distance(a.begin(), differ.in1));
}

/// The text up to the next NUL, which is taken off `rest` with it.
std::string_view take(std::string_view& rest) {
  const std::string_view text = rest.substr(0, rest.find('\0'));
  rest.remove_prefix(text.size() + 1);
  return text;
}

}  // namespace

void EntryTable::push_back(const Entry& entry) {
  const auto [kind, fresh] = numbers_.try_emplace({entry.part, entry.subset, entry.positive},
                                                  static_cast<std::uint32_t>(numbers_.size()));
  if (fresh) kinds_of_rows_.push_back({entry.part, entry.subset, entry.positive});

  if (kinds_.size() % rows_in_block == 0) {
    if (!blocks_.empty()) blocks_.back().shrink_to_fit();
    blocks_.emplace_back();
    last_.clear();
  }
  kinds_.push_back(kind->second);
  const std::string& native = entry.file.native();
  const std::string_view path = std::string_view(native).substr(0, native.find('\0'));
  const std::size_t shared = shared_length(last_, path);
  std::string& block = blocks_.back();
  block += static_cast<char>(static_cast<unsigned char>(shared));
  block += path.substr(shared);
  block += '\0';
  block += outline_cell(entry.outlines);
  block += '\0';
  last_ = path;
}

Entry EntryTable::operator[](std::size_t row) const {
  std::string_view rest = blocks_[row / rows_in_block];
  std::string path;
  std::string_view outlines;
  for (std::size_t i = 0; i <= row % rows_in_block; ++i) {
    path.resize(static_cast<unsigned char>(rest.front()));
    rest.remove_prefix(1);
    path += take(rest);
    outlines = take(rest);
  }
  const Kind& kind = kinds_of_rows_[kinds_[row]];
  Entry entry;
  entry.file = std::move(path);
  entry.part = kind.part;
  entry.positive = kind.positive;
  entry.subset = kind.subset;
  entry.outlines = outlines_in(outlines);
  return entry;
}

std::size_t EntryTable::bytes() const {
  return std::accumulate(blocks_.begin(), blocks_.end(), kinds_.size() * sizeof kinds_.front(),
                         [](std::size_t sum, const std::string& block) {
                           return sum + sizeof(std::string) + block.capacity();
                         });
}

EntryTable table_of(EntryReader& entries, std::string_view subset) {
  EntryTable table;
  while (const auto entry = entries.next())
    if (subset.empty() || entry->subset == subset) table.push_back(*entry);
  return table;
}

}  // namespace osteon
