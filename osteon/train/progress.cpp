#include "osteon/train/progress.hpp"

#include <algorithm>
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

std::string text_of(const StepLosses& losses) {
  return fmt::format("loss: part {:.3f}, finding {:.3f}, place {:.3f}, box {:.3f}", losses.part,
                     losses.finding, losses.place, losses.box);
}

void Progress::epoch(int number, int epochs, int first_step, int steps, int steps_after) {
  number_ = number;
  epochs_ = epochs;
  first_ = first_step;
  steps_ = steps;
  after_ = steps_after;
  steps_seen_ = 0;
  sums_ = {};
  begun_ = shown_ = Clock::now();
}

double Progress::seconds() const {
  return std::chrono::duration<double>(Clock::now() - begun_).count();
}

StepLosses Progress::losses() const {
  const double steps = std::max(1, steps_seen_);
  return {sums_.part / steps, sums_.finding / steps, sums_.place / steps, sums_.box / steps};
}

void Progress::step(int done, const StepLosses& losses) {
  ++steps_seen_;
  sums_.part += losses.part;
  sums_.finding += losses.finding;
  sums_.place += losses.place;
  sums_.box += losses.box;
  const auto now = Clock::now();
  const auto pause = terminal_ ? std::chrono::milliseconds(200) : std::chrono::seconds(30);
  if (now - shown_ < pause && done != steps_) return;
  shown_ = now;

  const double per_step = seconds() / steps_seen_;
  constexpr int width = 24;
  const int filled = width * done / steps_;
  const std::string text = fmt::format(
      "epoch {}/{} [{}{}] {}/{}  {}  {:.1f} images/s  {} left", number_, epochs_,
      std::string(static_cast<std::size_t>(filled), '='),
      std::string(static_cast<std::size_t>(width - filled), ' '), done, steps_,
      text_of(this->losses()), batch_ / per_step, clock_text(per_step * (steps_ - done + after_)));
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
