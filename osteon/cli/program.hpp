// What the programs that carry commands have in common.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "osteon/cli/command.hpp"

namespace osteon::cli {

/// Runs the command that the words name, with the console that the process has. \return the
/// process's exit code
int program(int argc, const char* const* argv, std::span<const Command> table);

/// Puts the program of that name that stands beside this one in its place; comes back only by
/// throwing. \param without  what is missing when it is not there
/// \throws Error(unsupported)
[[noreturn]] void become(const std::string& name, const std::vector<std::string>& arguments,
                         const std::string& without);

/// Goes on as `osteon-all`. \return the exit code where that is not there
int become_all(const std::vector<std::string>& arguments);

}  // namespace osteon::cli
