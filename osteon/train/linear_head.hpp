// A linear head over many classes, fitted to features that stay as they are.
#pragma once

#include <torch/torch.h>

namespace osteon {

struct LinearHead {
  torch::Tensor weight;  ///< classes x features
  torch::Tensor bias;    ///< classes
};

/// Multinomial logistic regression from a head that was learned before: the one head with the
/// lowest mean cross entropy plus half `penalty` times the squared differences of its weights from
/// those of `learned`, by L-BFGS (Liu and Nocedal 1989). The penalty counts for features
/// standardised over the rows; the head is for them as they come.
/// \param features  rows x features
/// \param classes   rows, from 0 to below the head's classes
/// \param counts    of each class, how much one of its rows counts
LinearHead fit_logistic(const torch::Tensor& features, const torch::Tensor& classes,
                        const torch::Tensor& counts, const LinearHead& learned, double penalty);

/// How well a head says which class a row is of.
struct Fit {
  double accuracy = 0;
  double cross_entropy = 0;
  friend bool operator<(const Fit& worse, const Fit& better) {
    return worse.accuracy < better.accuracy ||
           (worse.accuracy == better.accuracy && worse.cross_entropy > better.cross_entropy);
  }
};

/// \param features, classes  as above
Fit fit_of(const LinearHead& head, const torch::Tensor& features, const torch::Tensor& classes);

}  // namespace osteon
