// Ctrl-C as a question that long work asks between two steps.
#pragma once

#include <csignal>

namespace osteon::cli {

/// Thrown by work that stopped because it was asked to.
struct Interrupted {};

/// While one lives, the first Ctrl-C is only noted and the second ends the process as ever. One at
/// a time.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  /// \throws Interrupted when Ctrl-C was pressed since this was made
  void check() const;

 private:
  struct sigaction before_ {};
};

}  // namespace osteon::cli
