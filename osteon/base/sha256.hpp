// SHA-256 (FIPS 180-4) as lower-case hexadecimal, for weight files and results.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

namespace osteon {

std::string sha256(std::span<const std::byte> bytes);

/// \throws Error(unreadable) when the file cannot be read
std::string sha256_of(const std::filesystem::path& file);

}  // namespace osteon
