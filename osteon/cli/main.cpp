// The program `osteon`: everything it does is in the table of commands.
#include <csignal>
#include <iostream>

#include <unistd.h>

#include "osteon/cli/command.hpp"

int main(int argc, char* argv[]) {
  // A reader that goes away shows as a failed write, which Console knows how to take.
  std::signal(SIGPIPE, SIG_IGN);
  osteon::cli::Console console{.out = std::cout,
                               .err = std::cerr,
                               .out_is_terminal = ::isatty(STDOUT_FILENO) == 1,
                               .err_is_terminal = ::isatty(STDERR_FILENO) == 1};
  return osteon::cli::run(argc, argv, console);
}
