// Some of the entries, when all of them would take too long.
#pragma once

#include <cstdint>
#include <vector>

#include "osteon/dataset/entry.hpp"

namespace osteon {

/// `limit` entries drawn without replacement, in the order that they had; all of them when there
/// are no more, or `limit` is 0. Same seed, same entries.
std::vector<Entry> sample(std::vector<Entry> entries, std::size_t limit, std::uint64_t seed);

}  // namespace osteon
