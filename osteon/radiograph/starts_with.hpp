// Telling files apart by their first bytes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>

namespace osteon {

inline bool starts_with(std::span<const std::byte> bytes, std::string_view signature) {
  return bytes.size() >= signature.size() &&
         std::ranges::equal(bytes.first(signature.size()), std::as_bytes(std::span(signature)));
}

}  // namespace osteon
