#include "osteon/evaluate/sample.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "osteon/base/random.hpp"

namespace osteon {

std::vector<Entry> sample(std::vector<Entry> entries, std::size_t limit, std::uint64_t seed) {
  if (limit == 0 || limit >= entries.size()) return entries;
  std::vector<std::size_t> order(entries.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  Random random(seed);
  for (std::size_t i = 0; i < limit; ++i)
    std::swap(
        order[i],
        order[i + static_cast<std::size_t>(random.below(static_cast<int>(order.size() - i)))]);
  order.resize(limit);
  std::ranges::sort(order);
  std::vector<Entry> chosen;
  for (const std::size_t i : order) chosen.push_back(std::move(entries[i]));
  return chosen;
}

}  // namespace osteon
