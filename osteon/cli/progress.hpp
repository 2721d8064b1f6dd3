// How far long work is, on one line of a terminal.
#pragma once

#include <cstddef>

#include "osteon/cli/command.hpp"

namespace osteon::cli {

/// "123 of 604" on a terminal, rewritten in place; nothing elsewhere.
class Progress {
 public:
  /// \param total  0 where nobody knows it: then only the number done is shown
  explicit Progress(Console& console, std::size_t total = 0) : console_(console), total_(total) {}
  /// Ends the line, also of work that stopped early.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(std::size_t done);

 private:
  Console& console_;
  std::size_t total_;
  bool shown_ = false;
};

}  // namespace osteon::cli
