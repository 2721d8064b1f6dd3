#include "osteon/cli/command.hpp"

namespace osteon::cli {

std::vector<Command> commands() {
  return {predict(),       evaluate(),      compare(), train(),      dataset_info(),
          dataset_check(), dataset_split(), phantom(), model_info(), doctor()};
}

}  // namespace osteon::cli
