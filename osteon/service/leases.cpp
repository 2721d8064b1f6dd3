#include "osteon/service/leases.hpp"

#include <vector>

namespace osteon::service {

Leases::Leases(Store& store, std::chrono::milliseconds lease)
    : store_(store), lease_(lease), keeper_([this] { keep(); }) {}

Leases::~Leases() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
  }
  keeper_.join();
}

void Leases::hold(std::span<const Job> jobs) {
  const std::lock_guard lock(mutex_);
  for (const Job& job : jobs) held_.emplace(job.lease, job);
}

void Leases::release(const Job& job) {
  const std::lock_guard lock(mutex_);
  held_.erase(job.lease);
}

void Leases::keep() {
  std::unique_lock lock(mutex_);
  while (!changed_.wait_for(lock, lease_ / 3, [&] { return stopped_; })) {
    std::vector<Job> jobs;
    for (const auto& [lease, job] : held_) jobs.push_back(job);
    lock.unlock();
    for (const Job& job : jobs) {
      try {
        store_.renew(job, lease_);
      } catch (const Error&) {
        // The database is away; whoever writes the answer will say so.
      }
    }
    lock.lock();
  }
}

}  // namespace osteon::service
