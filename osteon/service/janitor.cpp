#include "osteon/service/janitor.hpp"

#include "osteon/service/log.hpp"
#include "osteon/service/times.hpp"

namespace osteon::service {

Janitor::Janitor(Store& store, int keep_days)
    : store_(store), keep_days_(keep_days), thread_([this] { work(); }) {}

Janitor::~Janitor() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
  }
  thread_.join();
}

void Janitor::work() {
  std::unique_lock lock(mutex_);
  do {
    lock.unlock();
    try {
      // Nothing is older than the beginning of time: then only what has expired goes.
      const Time before = keep_days_ > 0 ? now() - std::chrono::days(keep_days_) : Time();
      if (const long removed = store_.remove_before(before, "retention"); removed > 0)
        log_event("retention", {{"removed", removed}, {"keep_days", keep_days_}});
    } catch (const std::exception& error) {
      log_event("failure", {{"problem", error.what()}});
    }
    lock.lock();
  } while (!changed_.wait_for(lock, std::chrono::minutes(10), [&] { return stopped_; }));
}

}  // namespace osteon::service
