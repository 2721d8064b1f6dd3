// The order in which a backbone's layers run, and the buffer each reads and writes.
#pragma once

#include <variant>
#include <vector>

#include "osteon/model/architecture.hpp"

namespace osteon {

/// Buffer 0 holds the input and is never written; 1 to `last_buffer` are written over and over.
inline constexpr int input_buffer = 0;
inline constexpr int last_buffer = 6;

/// Every place four times, as two by two; a ReLU comes after it.
struct Enlargement {};

/// The mean over all places, for FeatureMaps::last_means.
struct Mean {};

struct Step {
  std::variant<ConvLayer, MaxPool, Enlargement, Mean> operation;
  int from = input_buffer;
  int to = 1;
  bool adds = false;  ///< to what `to` holds, before the ReLU
  int channels_in = 0;
  int channels_out = 0;
  int side_in = 0;  ///< rows, and columns as well
  int side_out = 0;
};

/// The steps for square inputs of `side`; the last one's `to` holds the features.
/// \throws Error(bad_argument) for a side that the backbone cannot take: see feature_side()
///
/// Where a block is read by nothing but 1x1 convolutions of stride 2, as at the end of each stage
/// of ResNet v1, only every second row and column of it is computed. The result is the same and a
/// tenth of ResNet-50's multiplications are saved.
std::vector<Step> schedule(const Backbone& backbone, int side);

}  // namespace osteon
