// What a training shows while it runs.
#pragma once

#include <chrono>
#include <iosfwd>
#include <string>

namespace osteon {

/// One line that renews itself on a terminal; elsewhere a line every half minute.
class Progress {
 public:
  Progress(std::ostream& out, bool terminal, int batch)
      : out_(out), terminal_(terminal), batch_(batch) {}

  /// Begins an epoch of `steps` steps at one of them; `steps_after` are still to come afterwards.
  void epoch(int number, int epochs, int first_step, int steps, int steps_after);
  void step(int done, double part_loss, double finding_loss);
  /// A line that stays.
  void line(const std::string& text);

  /// Means over the epoch so far.
  double part_loss() const { return steps_seen_ > 0 ? part_sum_ / steps_seen_ : 0; }
  double finding_loss() const { return steps_seen_ > 0 ? finding_sum_ / steps_seen_ : 0; }
  double seconds() const;

 private:
  std::ostream& out_;
  bool terminal_;
  int batch_;
  int number_ = 0;
  int epochs_ = 0;
  int first_ = 0;
  int steps_ = 0;
  int after_ = 0;
  int steps_seen_ = 0;
  double part_sum_ = 0;
  double finding_sum_ = 0;
  std::chrono::steady_clock::time_point begun_;
  std::chrono::steady_clock::time_point shown_;
};

}  // namespace osteon
