// What a batch teaches.
#pragma once

#include <torch/torch.h>

#include "osteon/train/loader.hpp"
#include "osteon/train/network.hpp"

namespace osteon {

/// Each is a sum over images divided by what does not depend on them, so that the losses of two
/// halves of a batch average to the loss of the whole.
struct Losses {
  torch::Tensor part;     ///< which part; cross entropy
  torch::Tensor finding;  ///< is there a finding; binary cross entropy
  torch::Tensor place;    ///< where it is; focal loss over the places
  torch::Tensor box;      ///< how far it reaches; generalised IoU
};

/// Every image teaches the router; only its own part's expert learns from an image, and none from a
/// picture of no part.
Losses losses_of(const TrainedNetworkImpl::Scores& scores, TrainBatch& batch);

}  // namespace osteon
