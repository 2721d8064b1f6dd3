// The program `osteon-all`: every command, with all that any of them links.
#include "osteon/cli/program.hpp"

int main(int argc, char* argv[]) {
  return osteon::cli::program(argc, argv, osteon::cli::commands());
}
