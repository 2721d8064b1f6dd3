// The router's head, fitted once the rest is learned.
#pragma once

#include <torch/torch.h>

namespace osteon {

struct LinearHead {
  torch::Tensor weight;  ///< classes x features
  torch::Tensor bias;    ///< classes
};

/// Multinomial logistic regression with a squared penalty: the one head with the lowest mean cross
/// entropy plus half `penalty` times the squared weights, by L-BFGS (Liu and Nocedal 1989).
/// The penalty counts for features standardised over the rows; the head is for them as they come.
/// \param features  rows x features
/// \param classes   rows, from 0 to below `count`
LinearHead fit_logistic(const torch::Tensor& features, const torch::Tensor& classes, int count,
                        double penalty);

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
