// How often one client may do something.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>

namespace osteon::service {

/// A bucket for each client that fills evenly through the minute (token bucket). Safe from several
/// threads; its memory is bounded.
class Rate {
 public:
  explicit Rate(int a_minute) : a_minute_(a_minute) {}

  /// Takes `count` of the client's; 0 when there was room, else the seconds until there is.
  int take(const std::string& client, int count = 1);

 private:
  using Clock = std::chrono::steady_clock;
  struct Bucket {
    double left = 0;
    Clock::time_point at;
  };

  int a_minute_;
  std::mutex mutex_;
  std::map<std::string, Bucket> buckets_;
};

}  // namespace osteon::service
