// Which of many picture codes are near each other, without comparing all with all.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "osteon/dataset/picture_hash.hpp"

namespace osteon {

struct NearPair {
  std::uint32_t a = 0;  ///< a < b: places in the sequence
  std::uint32_t b = 0;
  friend auto operator<=>(const NearPair&, const NearPair&) = default;
};

/// Every pair at most `limit` apart, in order; of codes that are equal, each with the next one
/// only. \param limit  0 to 64
std::vector<NearPair> near_pairs(std::span<const PictureHash> codes, int limit);

}  // namespace osteon
