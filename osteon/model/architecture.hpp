// ResNet (He et al., arXiv 1512.03385) written down once, as data. The engine and the trainer are
// two builders over it, and the names are the keys of the weight file (torchvision's names).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace osteon {

/// A convolution without bias, the batch norm after it, and perhaps a ReLU.
struct ConvLayer {
  std::string name;  ///< of its weight: `<name>.weight`, shape out x in x kernel x kernel
  std::string norm;  ///< of its batch norm: `<norm>.weight|bias|running_mean|running_var`
  int in = 0;        ///< channels
  int out = 0;
  int kernel = 1;
  int stride = 1;
  int padding = 0;
  bool relu = true;
};

/// 1x1, 3x3, 1x1 and an addition; the ReLU of `expand` comes after the addition.
struct Block {
  ConvLayer reduce;
  ConvLayer spatial;
  ConvLayer expand;
  std::optional<ConvLayer> shortcut;  ///< absent: the input itself is added
};

struct MaxPool {
  int kernel = 3;
  int stride = 2;
  int padding = 0;
  bool round_up = true;  ///< the last window may hang over the edge, as in Caffe
};

/// A finer map than the last stage's: that one, seen twice as large, and the stage before it are
/// added, and convolved further (a feature pyramid's finest level: Lin et al., CVPR 2017).
struct Neck {
  ConvLayer fine;    ///< of the stage before the last; without a ReLU
  ConvLayer coarse;  ///< of the last stage; its ReLU comes after the addition
  std::vector<ConvLayer> further;
};

struct Backbone {
  std::string architecture;  ///< the name it was asked for by
  ConvLayer stem;            ///< takes one grey channel
  MaxPool pool;
  std::vector<std::vector<Block>> stages;
  std::optional<Neck> neck;  ///< absent: the last stage's result is what the backbone says

  /// At every place.
  int features() const { return neck ? neck->further.back().out : last_features(); }
  /// Of the whole film, for a router: the mean over all places, and under a neck the last stage's
  /// mean after it, which sees wider.
  int film_features() const { return features() + (neck ? last_features() : 0); }
  int last_features() const { return stages.back().back().expand.out; }
  /// Every convolution in the order of the walk.
  std::vector<const ConvLayer*> convolutions() const;
};

/// `resnet50-v1` (stride in the first 1x1 of a block and Caffe's pooling, as the authors'),
/// `resnet50-v1.5` (stride in the 3x3 and padded pooling, as torchvision's), `resnet50-v1-layer3`
/// (without its last stage: 1024 features, one for every 16 pixels), and `resnet-tiny` (the same
/// description with one narrow block a stage, for tests). `resnet50-v1-layer3-fine` and
/// `resnet-tiny-fine` have a neck: 128 and 16 features for every 8 and 16 pixels.
/// \throws Error(bad_model) naming those there are
Backbone backbone_named(std::string_view architecture);
std::vector<std::string_view> architecture_names();

/// How a batch norm divides: sqrt(variance + this).
inline constexpr float batch_norm_epsilon = 1e-5F;

/// Size along one side after a convolution, and after the pool.
int convolved(int size, const ConvLayer& layer);
int pooled(int size, const MaxPool& pool);
/// Places along one side of what the backbone says of an input of `side`.
/// \throws Error(bad_argument) for a side that its neck cannot take: the stage before the last must
/// be just twice as large as the last
int feature_side(const Backbone& backbone, int side);

}  // namespace osteon
