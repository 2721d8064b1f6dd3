// Two AUROCs of the same cases: is their difference more than chance?
#pragma once

#include <optional>
#include <span>

namespace osteon {

struct DeLong {
  double a = 0;  ///< AUROC of the first scores
  double b = 0;
  double difference = 0;      ///< b - a
  double standard_error = 0;  ///< of the difference
  /// Of a difference of 0, two-sided; empty when the standard error is 0.
  std::optional<double> z;
  std::optional<double> p;
};

/// DeLong, DeLong and Clarke-Pearson (Biometrics 44:837, 1988) by the midranks of Sun and Xu (IEEE
/// Signal Processing Letters 21:1389, 2014). Takes the cases as independent. Empty with fewer than
/// two cases of either label.
std::optional<DeLong> delong(std::span<const double> scores_a, std::span<const double> scores_b,
                             std::span<const bool> positive);

}  // namespace osteon
