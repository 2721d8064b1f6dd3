#include "osteon/store/password.hpp"

#include <array>

#include <argon2.h>
#include <openssl/rand.h>

#include "osteon/base/error.hpp"

namespace osteon {

// 19 MiB, two passes, one lane: what OWASP's password storage cheat sheet asks for at least.
std::string password_hash(std::string_view password) {
  constexpr std::uint32_t passes = 2, memory_kib = 19 * 1024, lanes = 1;
  std::array<unsigned char, 16> salt{};
  std::array<char, 128> hash{};
  if (RAND_bytes(salt.data(), salt.size()) != 1 ||
      argon2id_hash_encoded(passes, memory_kib, lanes, password.data(), password.size(),
                            salt.data(), salt.size(), 32, hash.data(), hash.size()) != ARGON2_OK)
    throw Error(ErrorCode::internal, "a password could not be hashed; is there memory left?");
  return hash.data();
}

bool password_fits(std::string_view password, const std::string& hash) {
  return argon2id_verify(hash.c_str(), password.data(), password.size()) == ARGON2_OK;
}

}  // namespace osteon
