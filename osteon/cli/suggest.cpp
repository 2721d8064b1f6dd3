#include "osteon/cli/suggest.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace osteon::cli {

int edits_between(std::string_view a, std::string_view b) {
  // Rows of the table for the prefix of `a` two letters back, one letter back, and now.
  std::vector<int> before(b.size() + 1);
  std::vector<int> above(b.size() + 1);
  std::vector<int> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<int>(j);

  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::swap(before, above);
    std::swap(above, row);
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  return row.back();
}

std::string did_you_mean(std::string_view word, std::span<const std::string> known) {
  if (known.empty()) return {};
  const auto nearest =
      std::ranges::min_element(known, {}, [&](const auto& k) { return edits_between(word, k); });
  const auto letters = static_cast<int>(std::max(word.size(), nearest->size()));
  if (3 * edits_between(word, *nearest) > letters) return {};
  return fmt::format("; did you mean '{}'?", *nearest);
}

}  // namespace osteon::cli
