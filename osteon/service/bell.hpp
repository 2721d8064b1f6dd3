// Wakes those who wait for something to change in the store, within this process.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace osteon::service {

class Bell {
 public:
  std::uint64_t count() const {
    const std::lock_guard lock(mutex_);
    return count_;
  }
  void ring() {
    const std::lock_guard lock(mutex_);
    ++count_;
    rung_.notify_all();
  }
  /// Until it has rung since `count` was taken, or `longest` has passed.
  void wait(std::uint64_t count, std::chrono::milliseconds longest) {
    std::unique_lock lock(mutex_);
    rung_.wait_for(lock, longest, [&] { return count_ != count; });
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable rung_;
  std::uint64_t count_ = 0;
};

}  // namespace osteon::service
