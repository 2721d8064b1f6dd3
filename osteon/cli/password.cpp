#include "osteon/cli/password.hpp"

#include <iostream>

#include <termios.h>
#include <unistd.h>

#include "osteon/base/error.hpp"

namespace osteon::cli {
namespace {

/// The terminal shows nothing of what is typed while one lives.
class Unseen {
 public:
  Unseen() {
    ::tcgetattr(STDIN_FILENO, &before_);
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
  }
  ~Unseen() { ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_); }
  Unseen(const Unseen&) = delete;
  Unseen& operator=(const Unseen&) = delete;

 private:
  termios before_{};
};

std::string line_of_input() {
  std::string line;
  if (!std::getline(std::cin, line) || line.empty())
    throw Error(ErrorCode::bad_argument, "no password was given on standard input");
  return line;
}

std::string typed(Console& console, const std::string& question) {
  const Unseen unseen;
  console.err << question << std::flush;
  std::string line;
  std::getline(std::cin, line);
  console.err << '\n';
  return line;
}

}  // namespace

std::string ask_password(Console& console) {
  if (::isatty(STDIN_FILENO) != 1) return line_of_input();
  std::string password = typed(console, "Password: ");
  if (typed(console, "Once more: ") != password)
    throw Error(ErrorCode::bad_argument, "the two passwords differ; nothing was changed");
  return password;
}

}  // namespace osteon::cli
