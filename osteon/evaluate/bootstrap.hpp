// Intervals by resampling whole groups.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "osteon/base/random.hpp"
#include "osteon/evaluate/interval.hpp"

namespace osteon {

struct Resampling {
  int resamples = 2000;  ///< 0 for no intervals
  std::uint64_t seed = 1;
  double confidence = 0.95;
};

/// Rows by group, in the order in which the groups first appear: names play no part in what is
/// drawn.
class Groups {
 public:
  explicit Groups(std::span<const std::string> group_of_row);

  std::size_t count() const noexcept { return rows_.size(); }
  std::size_t rows() const noexcept { return row_count_; }
  /// Draws as many groups as there are, with replacement: how often each row then counts.
  void draw(Random& random, std::span<int> times) const;

 private:
  std::vector<std::vector<std::size_t>> rows_;
  std::size_t row_count_ = 0;
};

/// Several figures of one draw, always in one order; empty where a figure does not exist.
using FigureValues = std::vector<std::optional<double>>;

/// Percentile bootstrap (Efron 1979) over groups. `figures` gets how often each row was drawn.
/// Resamples in which a figure is empty are left out for it; with more than half left out it has no
/// interval. Empty altogether without resamples or rows.
std::vector<std::optional<Interval>> bootstrap(
    const Groups& groups, const std::function<FigureValues(std::span<const int> times)>& figures,
    const Resampling& resampling);

}  // namespace osteon
