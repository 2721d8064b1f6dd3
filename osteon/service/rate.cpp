#include "osteon/service/rate.hpp"

#include <algorithm>
#include <cmath>

namespace osteon::service {
namespace {

constexpr std::size_t most_clients = 10'000;

}  // namespace

int Rate::take(const std::string& client, int count) {
  if (a_minute_ <= 0) return 0;
  const std::lock_guard lock(mutex_);
  const auto now = Clock::now();
  const double a_second = a_minute_ / 60.0;
  if (buckets_.size() >= most_clients)
    std::erase_if(buckets_, [&](const auto& entry) {
      return now - entry.second.at > std::chrono::minutes(1);  // full again, so nothing is lost
    });
  const auto [place, is_new] = buckets_.try_emplace(client, Bucket{double(a_minute_), now});
  Bucket& bucket = place->second;
  const double passed = std::chrono::duration<double>(now - bucket.at).count();
  bucket.left = std::min<double>(a_minute_, bucket.left + passed * a_second);
  bucket.at = now;
  if (bucket.left >= 1) {
    // A large request may overdraw: what it took is waited for afterwards.
    bucket.left -= count;
    return 0;
  }
  return std::max(1, static_cast<int>(std::ceil((1 - bucket.left) / a_second)));
}

}  // namespace osteon::service
