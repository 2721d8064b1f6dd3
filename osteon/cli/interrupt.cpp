#include "osteon/cli/interrupt.hpp"

namespace osteon::cli {
namespace {

// A signal handler can reach nothing else.
volatile std::sig_atomic_t pressed = 0;

}  // namespace

Interrupt::Interrupt() {
  pressed = 0;
  struct sigaction note {};
  note.sa_handler = [](int) { pressed = 1; };
  note.sa_flags = SA_RESETHAND | SA_RESTART;
  ::sigaction(SIGINT, &note, &before_);
}

Interrupt::~Interrupt() { ::sigaction(SIGINT, &before_, nullptr); }

void Interrupt::check() const {
  if (pressed != 0) throw Interrupted{};
}

}  // namespace osteon::cli
