// Figures of merit, each by its textbook formula.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace osteon {

/// Area under the ROC curve as the probability that a positive outranks a negative, ties counting
/// half (Hanley and McNeil, Radiology 1982). Empty with one class only.
std::optional<double> auroc(std::span<const double> scores, std::span<const bool> positive);

/// Average precision: the step-wise area under precision over recall. Empty without a positive.
std::optional<double> average_precision(std::span<const double> scores,
                                        std::span<const bool> positive);

struct Confusion {
  int true_positive = 0;
  int false_positive = 0;
  int true_negative = 0;
  int false_negative = 0;
};
/// Positive at or above the threshold.
Confusion confusion_at(double threshold, std::span<const double> scores,
                       std::span<const bool> positive);
std::optional<double> sensitivity(const Confusion& confusion);
std::optional<double> specificity(const Confusion& confusion);
/// Cohen's kappa (1960) of the decisions with the labels.
std::optional<double> kappa(const Confusion& confusion);
/// Cohen's kappa over classes: matrix[truth][answer].
std::optional<double> kappa(const std::vector<std::vector<int>>& matrix);
/// Mean squared distance of probability and outcome (Brier 1950).
double brier(std::span<const double> probabilities, std::span<const bool> positive);
/// Expected calibration error over equally wide bins (Naeini et al., AAAI 2015).
double calibration_error(std::span<const double> probabilities, std::span<const bool> positive,
                         int bins = 15);

struct Interval {
  double low = 0;
  double high = 0;
};
/// Percentile bootstrap (Efron 1979) over groups: whole groups are drawn with replacement.
/// `figure` gets the drawn rows, with repetition; resamples where it is empty are left out.
/// Empty when more than half are.
std::optional<Interval> bootstrap(
    std::span<const std::string> groups,
    const std::function<std::optional<double>(std::span<const std::size_t> rows)>& figure,
    int resamples = 2000, std::uint64_t seed = 1, double confidence = 0.95);

}  // namespace osteon
