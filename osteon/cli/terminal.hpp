// How to speak to the terminal at hand.
#pragma once

#include "osteon/cli/command.hpp"

namespace osteon::cli {

/// Only on a terminal that takes it, and where NO_COLOR (no-color.org) is unset or empty.
bool wants_colour(const Console& console);

}  // namespace osteon::cli
