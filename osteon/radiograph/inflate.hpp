// The "deflated" transfer syntax: RFC 1951 without a header.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace osteon {

/// \throws Error(unreadable)   when the data are damaged or end early
/// \throws Error(unsupported)  when they grow beyond `most` bytes; no more than that is allocated
std::vector<std::byte> inflate(std::span<const std::byte> deflated, std::size_t most);

}  // namespace osteon
