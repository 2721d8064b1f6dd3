// Figures of merit, each by its textbook formula.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace osteon {

/// Area under the ROC curve as the probability that a positive outranks a negative, ties counting
/// half (Hanley and McNeil, Radiology 1982). Empty with one class only.
std::optional<double> auroc(std::span<const double> scores, std::span<const bool> positive);

/// Average precision: the step-wise area under precision over recall. Empty without a positive.
std::optional<double> average_precision(std::span<const double> scores,
                                        std::span<const bool> positive);

/// The highest sensitivity of any threshold whose specificity is at least `specificity`: a point of
/// the empirical ROC curve, none between two. Empty with one class only.
std::optional<double> sensitivity_at(double specificity, std::span<const double> scores,
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
std::optional<double> accuracy(const Confusion& confusion);
/// Harmonic mean of sensitivity and positive predictive value (van Rijsbergen 1979). Empty where
/// there is neither a positive nor a positive answer.
std::optional<double> f1(const Confusion& confusion);
/// The share of positive (negative) answers that are right, where `prevalence` of the cases are
/// positive (Bayes); empty: where they are as in the data.
std::optional<double> positive_predictive_value(const Confusion& confusion,
                                                std::optional<double> prevalence = {});
std::optional<double> negative_predictive_value(const Confusion& confusion,
                                                std::optional<double> prevalence = {});
/// Cohen's kappa (1960) of the decisions with the labels.
std::optional<double> kappa(const Confusion& confusion);
/// Cohen's kappa over classes: matrix[truth][answer].
std::optional<double> kappa(const std::vector<std::vector<int>>& matrix);
/// Mean squared distance of probability and outcome (Brier 1950).
double brier(std::span<const double> probabilities, std::span<const bool> positive);
/// Expected calibration error over equally wide bins (Naeini et al., AAAI 2015).
double calibration_error(std::span<const double> probabilities, std::span<const bool> positive,
                         int bins = 15);

}  // namespace osteon
