#include "osteon/cli/command.hpp"
#include "osteon/report/forms.hpp"

namespace osteon::cli {

std::vector<Command> commands() {
  return {predict(write_overlay),
          evaluate(),
          compare(),
          train(),
          dataset_info(),
          dataset_check(),
          dataset_split(),
          phantom(),
          model_info(),
          model_quantize(),
          model_average(),
          model_export(),
          doctor(),
          app(),
          serve(),
          work(),
          account_add(),
          account_token(),
          account_list(),
          account_remove()};
}

}  // namespace osteon::cli
