#include "osteon/cli/program.hpp"

#include <csignal>
#include <filesystem>
#include <iostream>

#include <fmt/format.h>
#include <unistd.h>

#include "osteon/base/error.hpp"

namespace osteon::cli {
namespace {

Console console_of_process() {
  return {.out = std::cout,
          .err = std::cerr,
          .out_is_terminal = ::isatty(STDOUT_FILENO) == 1,
          .err_is_terminal = ::isatty(STDERR_FILENO) == 1};
}

}  // namespace

int program(int argc, const char* const* argv, std::span<const Command> table) {
  // A reader that goes away shows as a failed write, which Console knows how to take.
  std::signal(SIGPIPE, SIG_IGN);
  Console console = console_of_process();
  return run(argc, argv, table, console);
}

void become(const std::string& name, const std::vector<std::string>& arguments,
            const std::string& without) {
  const auto program = std::filesystem::read_symlink("/proc/self/exe").parent_path() / name;
  if (!std::filesystem::exists(program))
    throw Error(ErrorCode::unsupported,
                fmt::format("there is no {} beside this program: {}", name, without));
  std::vector<char*> argv{const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  ::execv(program.c_str(), argv.data());
  throw Error(ErrorCode::internal, program.string() + " could not be started");
}

int become_all(const std::vector<std::string>& arguments) {
  try {
    become("osteon-all", arguments,
           "alone, it only predicts and draws nothing; install the two together");
  } catch (const Error& error) {
    console_of_process().warn(error.what());
    return meaning_of(error.code()).exit_code;
  }
}

}  // namespace osteon::cli
