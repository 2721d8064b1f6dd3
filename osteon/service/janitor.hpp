// Removes what has been kept long enough.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "osteon/store/store.hpp"

namespace osteon::service {

/// Looks at once and then every ten minutes, on a thread of its own.
class Janitor {
 public:
  /// \param keep_days  0: radiographs stay, and only expired sessions go
  Janitor(Store& store, int keep_days);
  ~Janitor();
  Janitor(const Janitor&) = delete;
  Janitor& operator=(const Janitor&) = delete;

 private:
  void work();

  Store& store_;
  int keep_days_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopped_ = false;
  std::thread thread_;
};

}  // namespace osteon::service
