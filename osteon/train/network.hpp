// The same description that the engine runs, built with libtorch so that it can learn.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <torch/torch.h>

#include "osteon/model/architecture.hpp"
#include "osteon/model/safetensors.hpp"

namespace osteon {

/// A backbone and linear heads over its mean-pooled features: the router with an output per part
/// and one for "none of these", and an expert per part.
///
/// An expert's weights are the sum of what all experts share and its own difference from it, which
/// is kept small: a part with 16 fractures learns from the 400 of the others (the idea of Evgeniou
/// and Pontil, KDD 2004).
class TrainedNetworkImpl : public torch::nn::Module {
 public:
  struct Scores {
    torch::Tensor router;   ///< N x (parts + 1)
    torch::Tensor experts;  ///< N x parts
  };

  TrainedNetworkImpl(Backbone backbone, int parts);

  /// \param images  N x 1 x H x W
  Scores forward(const torch::Tensor& images);

  /// Takes every tensor that `weights` holds under the backbone's names; an RGB stem is folded to
  /// one channel. Batch norms whose convolution is absent start anew. Returns the names of the
  /// convolutions that were found.
  std::vector<std::string> take(const Safetensors& weights);

  /// Parameters that learn alike.
  struct Groups {
    std::vector<torch::Tensor> old;          ///< started from given weights
    std::vector<torch::Tensor> fresh;        ///< started at random
    std::vector<torch::Tensor> differences;  ///< of each expert from what all share
  };
  Groups groups(const std::vector<std::string>& taken) const;

  /// For the engine: the backbone's tensors (convolutions as f16, batch norms as f32) and the heads
  /// as `router`, and `expert.<part>` with the shared weights added in.
  std::vector<NamedTensor> backbone_tensors() const;
  std::vector<NamedTensor> head_tensors(const std::vector<std::string>& parts) const;

 private:
  torch::Tensor convolve(const ConvLayer& layer, const torch::Tensor& input);

  Backbone backbone_;
  std::map<std::string, torch::nn::Conv2d> convolutions_;
  std::map<std::string, torch::nn::BatchNorm2d> norms_;
  torch::nn::Linear router_{nullptr};
  torch::nn::Linear shared_{nullptr};
  torch::nn::Linear experts_{nullptr};
};
TORCH_MODULE(TrainedNetwork);

}  // namespace osteon
