#include "osteon/cli/stop_signal.hpp"

#include <ctime>

#include <unistd.h>

namespace osteon::cli {

StopSignal::StopSignal() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGINT);
  sigaddset(&signals_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals_, &before_);
}

StopSignal::~StopSignal() {
  waiter_ = {};
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void StopSignal::on_stop(std::function<void()> stop) {
  waiter_ = std::jthread([this, stop = std::move(stop)](const std::stop_token& end) {
    bool stopped = false;
    while (!end.stop_requested()) {
      constexpr timespec moment{.tv_sec = 0, .tv_nsec = 100'000'000};
      const int signal = ::sigtimedwait(&signals_, nullptr, &moment);
      if (signal < 0) continue;
      if (stopped) {
        std::signal(signal, SIG_DFL);
        pthread_sigmask(SIG_UNBLOCK, &signals_, nullptr);
        ::kill(::getpid(), signal);
      }
      stopped = true;
      stop();
    }
  });
}

}  // namespace osteon::cli
