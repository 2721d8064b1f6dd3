#include "osteon/cli/terminal.hpp"

#include <cstdlib>
#include <string_view>

namespace osteon::cli {

bool wants_colour(const Console& console) {
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string_view(value != nullptr ? value : "");
  };
  return console.out_is_terminal && variable("NO_COLOR").empty() && variable("TERM") != "dumb";
}

}  // namespace osteon::cli
