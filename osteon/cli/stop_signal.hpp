// SIGTERM and Ctrl-C as a call, for commands that serve until they are told to stop.
#pragma once

#include <csignal>
#include <functional>
#include <thread>

namespace osteon::cli {

/// Blocks both signals for this thread and those that it starts from now on, so it is made before
/// any of them.
class StopSignal {
 public:
  StopSignal();
  ~StopSignal();
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;

  /// Calls `stop` on a thread of its own at the first signal; the second ends the process as ever.
  void on_stop(std::function<void()> stop);

 private:
  sigset_t signals_{};
  sigset_t before_{};
  std::jthread waiter_;
};

}  // namespace osteon::cli
