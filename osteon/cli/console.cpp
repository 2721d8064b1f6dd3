#include <cerrno>
#include <cstring>
#include <ostream>

#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/cli/command.hpp"

namespace osteon::cli {
namespace {

/// `errno` was 0 before the last writes.
void check_written(const std::ostream& out) {
  if (out) return;
  if (errno == EPIPE) throw OutputClosed{};
  throw Error(ErrorCode::unreadable,
              fmt::format("standard output cannot be written: {}",
                          errno != 0 ? std::strerror(errno) : "an earlier write failed"));
}

}  // namespace

void Console::warn(const std::string& message) { err << "osteon: " << message << std::endl; }

void Console::say(const std::string& line) {
  errno = 0;
  out << line << std::endl;
  check_written(out);
}

void Console::flush() {
  errno = 0;
  out.flush();
  check_written(out);
}

}  // namespace osteon::cli
