// Places for work that needs much memory: only so many at once, and nobody waits for ever.
#pragma once

#include <chrono>
#include <condition_variable>
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
      throw Problem(503, "busy", "too many pictures are being drawn at the moment; ask again", 2);
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

}  // namespace osteon::service
