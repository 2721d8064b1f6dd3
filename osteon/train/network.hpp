// The same description that the engine runs, built with libtorch so that it can learn.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <torch/torch.h>

#include "osteon/model/architecture.hpp"
#include "osteon/model/pack.hpp"
#include "osteon/model/safetensors.hpp"

namespace osteon {

struct NetworkOptions {
  Backbone backbone;
  int parts = 0;
  Pooling pooling = Pooling::mean;  ///< of the experts' values; the router's are always averaged
  /// Batch norms divide by what was estimated once (see estimate_norms()) instead of by each
  /// batch's own statistics: an image's score then does not depend on its neighbours, and a norm is
  /// a scaling of its convolution's weights, which costs nothing.
  bool fixed_norms = false;
  /// The stem and so many stages keep their weights.
  int fixed_stages = 0;
};

/// A backbone and linear heads over its features: the router with an output per part and one for
/// "none of these", an expert per part, and the borders of a box around what an expert sees.
///
/// An expert's weights are the sum of what all experts share and its own difference from it, which
/// is kept small: a part with 16 fractures learns from the 400 of the others (the idea of Evgeniou
/// and Pontil, KDD 2004).
class TrainedNetworkImpl : public torch::nn::Module {
 public:
  struct Scores {
    torch::Tensor router;   ///< N x (parts + 1)
    torch::Tensor experts;  ///< N x parts
    torch::Tensor places;   ///< N x parts x rows x columns: the log odds that a place shows it
    /// N x 4 x rows x columns: how far left, up, right and down the box reaches, in places; > 0
    torch::Tensor boxes;
  };

  explicit TrainedNetworkImpl(NetworkOptions options);

  /// \param images  N x 1 x H x W
  Scores forward(const torch::Tensor& images);

  /// Lets the batch norms measure the data: between begin and end, every forward pass counts alike.
  void begin_estimating_norms();
  void end_estimating_norms();
  /// Lets the heads see standardised features (mean 0, deviation 1 in each channel over `batches`):
  /// a channel's deviation is a fortieth of its mean, and a head would learn little else for
  /// epochs. Their export has it folded in.
  void standardise_features(const std::vector<torch::Tensor>& batches);

  /// Takes every tensor that `weights` holds under the backbone's names; an RGB stem is folded to
  /// one channel. Batch norms whose convolution is absent start anew. Returns the names of the
  /// convolutions that were found.
  std::vector<std::string> take(const Safetensors& weights);
  /// Takes the heads of a pack too, over whose backbone these must stand. A part that the pack does
  /// not know begins with what its experts share. What the heads then compute outlives
  /// standardise_features().
  void take_heads(const Pack& pack, const std::vector<std::string>& parts);

  /// Parameters that learn alike.
  struct Groups {
    std::vector<torch::Tensor> old;          ///< started from given weights, a pack's heads too
    std::vector<torch::Tensor> fresh;        ///< started at random
    std::vector<torch::Tensor> differences;  ///< of each expert from what all share
  };
  Groups groups(const std::vector<std::string>& taken) const;

  /// For the engine: the backbone's tensors (convolutions as f16, batch norms as f32) and the heads
  /// as `router`, `expert.<part>` with the shared weights added in, and `box`.
  std::vector<NamedTensor> backbone_tensors() const;
  std::vector<NamedTensor> head_tensors(const std::vector<std::string>& parts) const;
  /// Of each part's expert: see Expert::place_bias.
  std::vector<double> place_biases() const;

 private:
  std::vector<const ConvLayer*> fixed_layers() const;
  /// A head's weights and bias for features that are not standardised.
  struct Plain {
    torch::Tensor weight;
    torch::Tensor bias;
  };
  Plain plain_router() const;
  Plain plain_experts() const;
  Plain plain_box() const;
  /// The inverse of the three: heads that compute this from standardised features.
  void set_plain(const Plain& router, const Plain& experts, const Plain& box);
  torch::Tensor place_biases_of(const Plain& experts) const;
  /// The convolution with its norm, and a ReLU where `relu`.
  torch::Tensor convolve(const ConvLayer& layer, const torch::Tensor& input, bool relu);
  torch::Tensor run(const std::vector<Block>& stage, torch::Tensor x);
  torch::Tensor run(const Neck& neck, const torch::Tensor& fine, const torch::Tensor& coarse);
  struct Features {
    torch::Tensor places;  ///< N x channels x rows x columns
    torch::Tensor film;    ///< N x Backbone::film_features(), fp32
  };
  Features features_of(const torch::Tensor& images);

  NetworkOptions options_;
  bool estimating_ = false;
  bool heads_taken_ = false;
  std::map<std::string, torch::nn::Conv2d> convolutions_;
  std::map<std::string, torch::nn::BatchNorm2d> norms_;
  torch::nn::Linear router_{nullptr};
  torch::nn::Linear shared_{nullptr};
  torch::nn::Linear experts_{nullptr};
  torch::nn::Linear box_{nullptr};
  torch::Tensor pooled_mean_;  ///< per channel, of features averaged over an image
  torch::Tensor pooled_scale_;
  torch::Tensor place_mean_;  ///< the same of single places
  torch::Tensor place_scale_;
  torch::Tensor place_bias_;  ///< of all experts' places: what their values start from
};
TORCH_MODULE(TrainedNetwork);

}  // namespace osteon
