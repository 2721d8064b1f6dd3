// Places for work that needs much memory: only so many at once, and nobody waits for ever.
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>

#include "osteon/service/http/problem.hpp"

namespace osteon::service {

class Slots {
 public:
  explicit Slots(int count) : free_(count) {}

  class Place {
   public:
    explicit Place(Slots& slots) : slots_(slots) {}
    ~Place() { slots_.leave(); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

   private:
    Slots& slots_;
  };

  /// \throws Problem(503) when none becomes free in time
  [[nodiscard]] Place enter(std::chrono::seconds longest = std::chrono::seconds(15)) {
    std::unique_lock lock(mutex_);
    if (!left_.wait_for(lock, longest, [&] { return free_ > 0; }))
      throw Problem(503, "busy", "too much of this is being done at the moment; ask again", 2);
    --free_;
    return Place(*this);
  }

 private:
  void leave() {
    const std::lock_guard lock(mutex_);
    ++free_;
    left_.notify_one();
  }

  std::mutex mutex_;
  std::condition_variable left_;
  int free_;
};

/// Bytes of answers that are being sent, so that many slow clients with large answers do not add
/// up.
class Budget {
 public:
  explicit Budget(std::size_t bytes) : whole_(bytes), free_(bytes) {}

  /// Given back when the last copy of what is returned goes. \throws Problem(503) when there is not
  /// enough in time
  std::shared_ptr<void> take(std::size_t bytes,
                             std::chrono::seconds longest = std::chrono::seconds(15)) {
    bytes = std::min(bytes, whole_);
    std::unique_lock lock(mutex_);
    if (!given_back_.wait_for(lock, longest, [&] { return free_ >= bytes; }))
      throw Problem(503, "busy", "too much is being sent at the moment; ask again", 5);
    free_ -= bytes;
    return {nullptr, [this, bytes](void*) {
              const std::lock_guard again(mutex_);
              free_ += bytes;
              given_back_.notify_all();
            }};
  }

 private:
  std::mutex mutex_;
  std::condition_variable given_back_;
  std::size_t whole_;
  std::size_t free_;
};

}  // namespace osteon::service
