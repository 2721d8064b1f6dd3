#include "osteon/evaluate/reliability.hpp"

#include <algorithm>

namespace osteon {

std::vector<ReliabilityBin> reliability(std::span<const Case> cases, int bins) {
  std::vector<ReliabilityBin> table;
  for (int bin = 0; bin < bins; ++bin)
    table.push_back(
        {.low = static_cast<double>(bin) / bins, .high = static_cast<double>(bin + 1) / bins});
  for (const Case& row : cases) {
    ReliabilityBin& bin = table[static_cast<std::size_t>(
        std::clamp(static_cast<int>(row.probability * bins), 0, bins - 1))];
    ++bin.count;
    bin.positives += row.positive ? 1 : 0;
    bin.mean_probability += row.probability;
  }
  for (ReliabilityBin& bin : table)
    if (bin.count > 0) bin.mean_probability /= bin.count;
  return table;
}

}  // namespace osteon
