// What is minimised over the slope a, the common offset b and the parts' offsets d:
//
//   sum over rows of  log(1 + exp(z)) - t z,   z = a s + b + d[part]
//   + sum over parts of  d² / (2 sigma²)
//
// t is the softened label of Platt (1999): (P + 1) / (P + 2) for a positive and 1 / (N + 2) for a
// negative among P positives and N negatives, so that labels that a score separates without error
// do not send the slope to infinity. The sum is convex; Newton's method with halved steps finds its
// minimum.
#include "osteon/evaluate/logistic.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "osteon/findings/finding.hpp"

namespace osteon {
namespace {

// The parts' offsets are believed to lie about this far from the common one: a factor of e in the
// odds. P rare positives tell about P (the Fisher information of an offset), the prior 1: with one
// fracture an offset moves about half the way that its own images ask for, with ten 10/11 of it.
constexpr double sigma = 1;
// A score that ranks the wrong way on validation data is worth nothing, but probabilities must not
// turn its ranking round: sensitivity at a threshold would fall as the threshold falls.
constexpr double least_slope = 0.01;
// Keeps Newton's step finite where all scores are equal.
constexpr double ridge = 1e-9;

using Vector = std::vector<double>;
using Matrix = std::vector<Vector>;

constexpr std::size_t slope_at = 0;
constexpr std::size_t common_at = 1;
constexpr std::size_t first_part_at = 2;

struct Derivatives {
  Vector gradient;
  Matrix hessian;
};

class Loss {
 public:
  Loss(std::span<const ScoredLabel> rows, std::size_t parts) : rows_(rows), parts_(parts) {
    const auto positives =
        static_cast<double>(std::ranges::count(rows, true, &ScoredLabel::positive));
    const double negatives = static_cast<double>(rows.size()) - positives;
    positive_target_ = (positives + 1) / (positives + 2);
    negative_target_ = 1 / (negatives + 2);
  }

  std::size_t unknowns() const { return first_part_at + parts_; }

  double at(const Vector& x) const {
    double sum = 0;
    for (const ScoredLabel& row : rows_) {
      const double z = score_of(row, x);
      // log(1 + exp(z)) without overflow.
      sum += std::max(z, 0.0) + std::log1p(std::exp(-std::abs(z))) - target_of(row) * z;
    }
    for (std::size_t i = first_part_at; i < x.size(); ++i) sum += x[i] * x[i] / (2 * sigma * sigma);
    return sum;
  }

  Derivatives derivatives_at(const Vector& x) const {
    Derivatives d{Vector(x.size()), Matrix(x.size(), Vector(x.size()))};
    for (const ScoredLabel& row : rows_) {
      const double p = sigmoid(score_of(row, x));
      const std::pair<std::size_t, double> inputs[] = {
          {slope_at, row.score}, {common_at, 1.0}, {first_part_at + row.part, 1.0}};
      for (const auto& [i, input] : inputs) {
        d.gradient[i] += (p - target_of(row)) * input;
        for (const auto& [j, other] : inputs) d.hessian[i][j] += p * (1 - p) * input * other;
      }
    }
    for (std::size_t i = 0; i < x.size(); ++i) {
      d.hessian[i][i] += ridge;
      if (i < first_part_at) continue;
      d.gradient[i] += x[i] / (sigma * sigma);
      d.hessian[i][i] += 1 / (sigma * sigma);
    }
    return d;
  }

 private:
  static double score_of(const ScoredLabel& row, const Vector& x) {
    return x[slope_at] * row.score + x[common_at] + x[first_part_at + row.part];
  }
  double target_of(const ScoredLabel& row) const {
    return row.positive ? positive_target_ : negative_target_;
  }

  std::span<const ScoredLabel> rows_;
  std::size_t parts_;
  double positive_target_;
  double negative_target_;
};

/// Gauss's elimination; `a` is positive definite, so no pivoting is needed.
Vector solve(Matrix a, Vector b) {
  const std::size_t n = b.size();
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t below = i + 1; below < n; ++below) {
      const double factor = a[below][i] / a[i][i];
      for (std::size_t j = i; j < n; ++j) a[below][j] -= factor * a[i][j];
      b[below] -= factor * b[i];
    }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t j = i + 1; j < n; ++j) b[i] -= a[i][j] * b[j];
    b[i] /= a[i][i];
  }
  return b;
}

/// The slope stays as it is in `x` when `fixed_slope`.
Vector minimise(const Loss& loss, Vector x, bool fixed_slope) {
  double value = loss.at(x);
  for (int step = 0; step < 100; ++step) {
    auto [gradient, hessian] = loss.derivatives_at(x);
    if (fixed_slope) {
      gradient[slope_at] = 0;
      for (std::size_t i = 0; i < x.size(); ++i) hessian[slope_at][i] = hessian[i][slope_at] = 0;
      hessian[slope_at][slope_at] = 1;
    }
    const Vector direction = solve(std::move(hessian), gradient);
    const double promised =
        std::inner_product(gradient.begin(), gradient.end(), direction.begin(), 0.0);
    if (promised < 1e-12) break;
    for (double length = 1; length > 1e-6; length /= 2) {
      Vector next = x;
      for (std::size_t i = 0; i < x.size(); ++i) next[i] -= length * direction[i];
      if (const double there = loss.at(next); there < value) {
        x = std::move(next);
        value = there;
        break;
      }
    }
  }
  return x;
}

}  // namespace

LogisticFit fit_logistic(std::span<const ScoredLabel> rows, std::size_t parts) {
  const Loss loss(rows, parts);
  Vector start(loss.unknowns());
  start[slope_at] = 1;
  Vector x = minimise(loss, start, false);
  if (x[slope_at] < least_slope) {
    start[slope_at] = least_slope;
    x = minimise(loss, start, true);
  }
  LogisticFit fit{.slope = x[slope_at], .offsets = {}};
  for (std::size_t part = 0; part < parts; ++part)
    fit.offsets.push_back(x[common_at] + x[first_part_at + part]);
  return fit;
}

}  // namespace osteon
