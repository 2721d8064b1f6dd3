#include "osteon/base/sha256.hpp"

#include <array>

#include <openssl/evp.h>

#include "osteon/base/file.hpp"

namespace osteon {

std::string sha256(std::span<const std::byte> bytes) {
  std::array<unsigned char, 32> digest{};
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : digest) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

std::string sha256_of(const std::filesystem::path& file) {
  const MappedFile mapped(file);
  return sha256(mapped.bytes());
}

}  // namespace osteon
