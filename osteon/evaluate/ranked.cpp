#include "osteon/evaluate/ranked.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include <fmt/format.h>

namespace osteon {
namespace {

constexpr int calibration_bins = 15;

std::size_t bin_of(double probability) {
  return static_cast<std::size_t>(
      std::clamp(static_cast<int>(probability * calibration_bins), 0, calibration_bins - 1));
}

std::optional<double> share(double part, double whole) {
  if (whole == 0) return {};
  return part / whole;
}

}  // namespace

std::string figure_path(std::size_t figure) {
  if (figure < ranking_names.size()) return std::string(ranking_names[figure]);
  figure -= ranking_names.size();
  return fmt::format("{}/{}", threshold_names[figure / decision_names.size()],
                     decision_names[figure % decision_names.size()]);
}

Ranked::Ranked(std::span<const Case> cases, std::span<const std::size_t> places) {
  for (std::size_t i = 0; i < cases.size(); ++i)
    rows_.push_back({.place = places.empty() ? i : places[i],
                     .probability = cases[i].probability,
                     .positive = cases[i].positive,
                     .last_of_tie = true,
                     .said = {cases[i].said_sensitive, cases[i].said_specific}});
  std::ranges::sort(rows_, std::greater{}, &Row::probability);
  for (std::size_t i = 0; i + 1 < rows_.size(); ++i)
    rows_[i].last_of_tie = rows_[i].probability != rows_[i + 1].probability;
}

FigureValues Ranked::figures(std::span<const int> times, std::optional<double> prevalence) const {
  FigureValues values;
  values.reserve(figure_count);
  add_ranking(times, values);
  for (std::size_t threshold = 0; threshold < threshold_names.size(); ++threshold) {
    const Confusion counts = confusion(times, threshold);
    values.push_back(accuracy(counts));
    values.push_back(sensitivity(counts));
    values.push_back(specificity(counts));
    values.push_back(kappa(counts));
    values.push_back(f1(counts));
    values.push_back(positive_predictive_value(counts, prevalence));
    values.push_back(negative_predictive_value(counts, prevalence));
  }
  return values;
}

Confusion Ranked::confusion(std::span<const int> times, std::size_t threshold) const {
  Confusion counts;
  for (const Row& row : rows_) {
    const int count = times[row.place];
    if (row.positive)
      (row.said[threshold] ? counts.true_positive : counts.false_negative) += count;
    else
      (row.said[threshold] ? counts.false_positive : counts.true_negative) += count;
  }
  return counts;
}

void Ranked::add_ranking(std::span<const int> times, FigureValues& values) const {
  double all_negatives = 0;
  for (const Row& row : rows_)
    if (!row.positive) all_negatives += times[row.place];

  double found = 0;       // positives at or above the present tie
  double alarms = 0;      // negatives
  double tied_found = 0;  // of these, in the tie
  double tied_alarms = 0;
  double won = 0;   // pairs in which the positive ranks higher, ties half
  double area = 0;  // precision, summed over the positives
  double at_specificity = 0;
  double squares = 0;
  std::array<double, calibration_bins> excess{};
  for (const Row& row : rows_) {
    const double count = times[row.place];
    const double distance = row.probability - (row.positive ? 1 : 0);
    squares += count * distance * distance;
    excess[bin_of(row.probability)] += count * distance;
    (row.positive ? tied_found : tied_alarms) += count;
    if (!row.last_of_tie) continue;
    won += tied_alarms * (found + tied_found / 2);
    found += tied_found;
    alarms += tied_alarms;
    if (tied_found > 0) area += tied_found * found / (found + alarms);
    if (10 * alarms <= all_negatives) at_specificity = found;
    tied_found = tied_alarms = 0;
  }
  double miscalibration = 0;
  for (const double bin : excess) miscalibration += std::abs(bin);
  const double all = found + alarms;
  values.push_back(share(won, found * alarms));
  values.push_back(share(area, found));
  values.push_back(alarms == 0 ? std::nullopt : share(at_specificity, found));
  values.push_back(share(squares, all));
  values.push_back(share(miscalibration, all));
}

}  // namespace osteon
