// Finds how far the results of each layer reach, so that eight bits are spent where the values are.
#pragma once

#include <memory>

#include "osteon/engine/network.hpp"

namespace osteon {

/// Runs a backbone at fp32 over prepared radiographs and keeps account of every layer's results.
///
/// A range is the one for which rounding to eight bits and cutting off what lies beyond it together
/// cost least in the mean square (Banner et al., NeurIPS 2019, there by formula, here by counting).
class RangeFinder {
 public:
  /// \throws as Network does
  RangeFinder(const Backbone& backbone, const Safetensors& weights, int side);
  ~RangeFinder();
  RangeFinder(RangeFinder&&) noexcept;
  RangeFinder& operator=(RangeFinder&&) noexcept;

  /// \param input  N x 1 x side x side, as prepare() makes it
  void see(const Tensor& input);

  /// \throws Error(bad_argument) when nothing was seen
  ActivationRanges ranges() const;

 private:
  struct Account;
  std::unique_ptr<Account> account_;
};

}  // namespace osteon
