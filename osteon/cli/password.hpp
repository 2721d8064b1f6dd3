// Passwords from where nobody else sees them.
#pragma once

#include <string>

#include "osteon/cli/command.hpp"

namespace osteon::cli {

/// On a terminal asked for twice and not shown; else the first line of standard input.
/// \throws Error(bad_argument) when the two differ, or nothing was given
std::string ask_password(Console& console);

}  // namespace osteon::cli
