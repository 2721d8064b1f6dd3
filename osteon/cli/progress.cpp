#include "osteon/cli/progress.hpp"

#include <ostream>

#include <fmt/format.h>

namespace osteon::cli {

Progress::~Progress() {
  if (shown_) console_.err << std::endl;
}

void Progress::show(std::size_t done) {
  // Each image is too often for a slow terminal.
  if (!console_.err_is_terminal || (done % 8 != 0 && done != total_)) return;
  shown_ = true;
  console_.err << (total_ > 0 ? fmt::format("\r{} of {}", done, total_) : fmt::format("\r{}", done))
               << std::flush;
}

}  // namespace osteon::cli
