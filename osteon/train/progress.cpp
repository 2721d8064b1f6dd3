#include "osteon/train/progress.hpp"

#include <ostream>

#include <fmt/format.h>

namespace osteon {
namespace {

using Clock = std::chrono::steady_clock;

std::string clock_text(double seconds) {
  const int whole = static_cast<int>(seconds);
  return whole >= 3600 ? fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60)
                       : fmt::format("{}:{:02}", whole / 60, whole % 60);
}

}  // namespace

void Progress::epoch(int number, int epochs, int first_step, int steps, int steps_after) {
  number_ = number;
  epochs_ = epochs;
  first_ = first_step;
  steps_ = steps;
  after_ = steps_after;
  steps_seen_ = 0;
  part_sum_ = 0;
  finding_sum_ = 0;
  begun_ = shown_ = Clock::now();
}

double Progress::seconds() const {
  return std::chrono::duration<double>(Clock::now() - begun_).count();
}

void Progress::step(int done, double part_loss, double finding_loss) {
  ++steps_seen_;
  part_sum_ += part_loss;
  finding_sum_ += finding_loss;
  const auto now = Clock::now();
  const auto pause = terminal_ ? std::chrono::milliseconds(200) : std::chrono::seconds(30);
  if (now - shown_ < pause && done != steps_) return;
  shown_ = now;

  const double per_step = seconds() / steps_seen_;
  constexpr int width = 24;
  const int filled = width * done / steps_;
  const std::string text = fmt::format(
      "epoch {}/{} [{}{}] {}/{}  loss {:.3f} (part {:.3f}, finding {:.3f})  {:.1f} images/s  {} "
      "left",
      number_, epochs_, std::string(static_cast<std::size_t>(filled), '='),
      std::string(static_cast<std::size_t>(width - filled), ' '), done, steps_,
      this->part_loss() + this->finding_loss(), this->part_loss(), this->finding_loss(),
      batch_ / per_step, clock_text(per_step * (steps_ - done + after_)));
  if (terminal_)
    out_ << "\r\033[K" << text << std::flush;
  else
    out_ << text << '\n' << std::flush;
}

void Progress::line(const std::string& text) {
  if (terminal_) out_ << "\r\033[K";
  out_ << text << '\n' << std::flush;
}

}  // namespace osteon
