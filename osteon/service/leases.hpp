// The jobs that this process holds, kept alive while it does.
#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <span>
#include <thread>

#include "osteon/store/store.hpp"

namespace osteon::service {

/// Renews each held lease three times in its length. Safe from several threads.
class Leases {
 public:
  Leases(Store& store, std::chrono::milliseconds lease);
  ~Leases();
  Leases(const Leases&) = delete;
  Leases& operator=(const Leases&) = delete;

  void hold(std::span<const Job> jobs);
  void release(const Job& job);

 private:
  void keep();

  Store& store_;
  std::chrono::milliseconds lease_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopped_ = false;
  std::map<std::string, Job> held_;  ///< by lease
  std::thread keeper_;
};

}  // namespace osteon::service
