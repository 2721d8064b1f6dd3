#include "osteon/store/ids.hpp"

#include <algorithm>
#include <array>
#include <atomic>

#include <openssl/rand.h>

#include "osteon/base/error.hpp"

namespace osteon {
namespace {

template <std::size_t size>
std::array<unsigned char, size> chance() {
  std::array<unsigned char, size> bytes{};
  if (RAND_bytes(bytes.data(), size) != 1)
    throw Error(ErrorCode::internal, "the system gives no random numbers");
  return bytes;
}

/// Later than every moment it gave before, by a microsecond at least.
std::uint64_t next_moment(Time now) {
  static std::atomic<std::uint64_t> last{0};
  const auto wanted = static_cast<std::uint64_t>(now.time_since_epoch().count()) * 1000;
  auto before = last.load();
  std::uint64_t moment = 0;
  do {
    moment = std::max(wanted, before + 1);
  } while (!last.compare_exchange_weak(before, moment));
  return moment;
}

}  // namespace

std::string new_id(Time now) {
  // Crockford's digits: no i, l, o, u to misread.
  static constexpr char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string id(26, '0');
  auto moment = next_moment(now);
  for (std::size_t at = 11; at-- > 0; moment >>= 5) id[at] = digits[moment & 31];
  const auto random = chance<15>();
  for (std::size_t i = 0; i < random.size(); ++i) id[11 + i] = digits[random[i] & 31];
  return id;
}

std::string new_secret() {
  static constexpr char digits[] = "0123456789abcdef";
  std::string secret;
  for (const auto byte : chance<32>()) {
    secret += digits[byte >> 4];
    secret += digits[byte & 15];
  }
  return secret;
}

}  // namespace osteon
