// A number for a text that is the same on every machine.
#pragma once

#include <cstdint>
#include <string_view>

#include "osteon/base/random.hpp"

namespace osteon {

/// FNV-1a (Fowler, Noll, Vo; draft-eastlake-fnv), its last bits mixed. Among a million texts two
/// meet by chance once in 37 million datasets.
inline std::uint64_t steady_hash(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001B3u;
  }
  return Random(hash).next();
}

}  // namespace osteon
