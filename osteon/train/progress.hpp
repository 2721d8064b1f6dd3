// What a training shows while it runs.
#pragma once

#include <chrono>
#include <iosfwd>
#include <string>

namespace osteon {

/// The losses of one step, or their means over several.
struct StepLosses {
  double part = 0;
  double finding = 0;
  double place = 0;
  double box = 0;
};
std::string text_of(const StepLosses& losses);

/// One line that renews itself on a terminal; elsewhere a line every half minute.
class Progress {
 public:
  Progress(std::ostream& out, bool terminal, int batch)
      : out_(out), terminal_(terminal), batch_(batch) {}

  /// Begins an epoch of `steps` steps at one of them; `steps_after` are still to come afterwards.
  void epoch(int number, int epochs, int first_step, int steps, int steps_after);
  void step(int done, const StepLosses& losses);
  /// A line that stays.
  void line(const std::string& text);

  /// Means over the epoch so far.
  StepLosses losses() const;
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
  StepLosses sums_;
  std::chrono::steady_clock::time_point begun_;
  std::chrono::steady_clock::time_point shown_;
};

}  // namespace osteon
