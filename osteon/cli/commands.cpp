#include "osteon/cli/command.hpp"

namespace osteon::cli {

std::vector<Command> commands() {
  return {predict(), evaluate(), train(), phantom(), model_info(), doctor()};
}

}  // namespace osteon::cli
