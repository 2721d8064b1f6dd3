// The recipe classic's small networks over frozen features. Names no libtorch type, so that only
// one source needs its header.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "osteon/model/safetensors.hpp"
#include "osteon/train/frozen_features.hpp"
#include "osteon/train/results.hpp"

namespace osteon {

/// Widths of the layers before the last, each with a ReLU.
inline constexpr int small_network_widths[] = {128, 50};

struct SmallNetworkSettings {
  int classes = 2;
  double rate = 1e-4;  ///< of Adam (Kingma and Ba, ICLR 2015)
  int batch = 64;
  int epochs = 25;   ///< at most
  int patience = 3;  ///< epochs without a lower loss on validation data
  std::uint64_t seed = 1;
};

/// What is learned from, or judged by.
struct LabelledRows {
  std::vector<std::size_t> entries;  ///< whose features these are
  std::vector<int> classes;          ///< of each, from 0
};

struct SmallNetwork {
  /// A layer's weights (outputs x inputs) and bias, the last one's scores going into a softmax.
  struct Layer {
    std::vector<float> weight;
    std::vector<float> bias;
  };
  std::vector<Layer> layers;
  std::vector<HeadEpoch> epochs;
  int best = 0;  ///< the epoch whose weights these are, from 1
};

/// Learns from each image or its mirror image, one half each; judges by images as they are. Without
/// anything to judge by the last epoch is kept. \return early, with what there is, when `stop` is
/// set
SmallNetwork train_small_network(const FrozenFeatures& features, const LabelledRows& train,
                                 const LabelledRows& valid, const SmallNetworkSettings& settings,
                                 const std::atomic<bool>& stop);

/// As a pack's head `name`. A network of two classes becomes one score, the second's minus the
/// first's, whose sigmoid is what the softmax says of the second.
std::vector<NamedTensor> expert_tensors(const std::string& name, const SmallNetwork& network);
/// With an output for "none of these" behind the parts', which never wins: who trained this
/// network knew of no such thing.
std::vector<NamedTensor> router_tensors(const std::string& name, const SmallNetwork& network);

}  // namespace osteon
