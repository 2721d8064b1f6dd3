// The order in which a backbone's layers run, and the buffer each reads and writes.
#pragma once

#include <string_view>
#include <variant>
#include <vector>

#include "osteon/model/architecture.hpp"

namespace osteon {

/// Buffer 0 holds the input and is never written; 1 to `last_buffer` are written over and over.
inline constexpr int input_buffer = 0;
inline constexpr int converted_buffer = 7;  ///< a result in other numbers, see values.hpp
inline constexpr int last_buffer = converted_buffer;

/// Every place four times, as two by two; a ReLU comes after it.
struct Enlargement {};

/// The mean over all places, for FeatureMaps::last_means.
struct Mean {};

/// The same in other numbers.
struct Conversion {};

/// Two by two pixels of the input as four channels, see unfold.hpp; in other numbers.
struct Unfolding {};

/// How the values between two steps are kept.
struct Values {
  enum class Type { fp32, bf16, s8, u8 };
  Type type = Type::fp32;
  float unit = 1;              ///< what 1 stands for, of s8 and u8
  bool channels_last = false;  ///< of fp32: laid out as the kernels for s8 and u8 leave it

  bool whole() const { return type == Type::s8 || type == Type::u8; }
};

struct Step {
  std::variant<ConvLayer, MaxPool, Enlargement, Mean, Conversion, Unfolding> operation;
  int from = input_buffer;
  int to = 1;
  bool adds = false;      ///< to what `to` holds, before the ReLU
  bool unfolded = false;  ///< convolves what an Unfolding wrote
  int channels_in = 0;
  int channels_out = 0;
  int side_in = 0;  ///< rows, and columns as well
  int side_out = 0;
  Values in = {};
  Values out = {};
  Values added = {};  ///< what `to` holds before, where it adds
};

/// What ActivationRanges calls the step's result; empty for a step that leaves the range as it was.
std::string_view result_name(const Step& step);

/// The steps for square inputs of `side`; the last one's `to` holds the features.
/// \throws Error(bad_argument) for a side that the backbone cannot take: see feature_side()
///
/// Where a block is read by nothing but 1x1 convolutions of stride 2, as at the end of each stage
/// of ResNet v1, only every second row and column of it is computed. The result is the same and a
/// tenth of ResNet-50's multiplications are saved.
std::vector<Step> schedule(const Backbone& backbone, int side);

}  // namespace osteon
