#include <cerrno>
#include <cstring>
#include <ostream>

#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/cli/command.hpp"

namespace osteon::cli {

void Console::warn(const std::string& message) { err << "osteon: " << message << std::endl; }

void Console::say(const std::string& line) {
  out << line << '\n';
  flush();
}

void Console::flush() {
  errno = 0;
  out.flush();
  if (out) return;
  if (errno == EPIPE) throw OutputClosed{};
  throw Error(ErrorCode::unreadable,
              fmt::format("standard output cannot be written: {}", errno != 0 ? std::strerror(errno)
                                                                              : "no reason "
                                                                                "given"));
}

}  // namespace osteon::cli
