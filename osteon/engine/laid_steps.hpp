// A schedule with its weights folded, converted and laid out. Only the engine's own sources include
// this.
#pragma once

#include <vector>

#include <dnnl.hpp>

#include "osteon/engine/arena.hpp"
#include "osteon/engine/network.hpp"
#include "osteon/engine/primitives.hpp"
#include "osteon/engine/schedule.hpp"

namespace osteon {

struct LaidStep {
  Step step;
  dnnl::memory weights;  ///< of a convolution; a pool has none
  dnnl::memory bias;
  std::vector<float> factors = {};  ///< see WeightsLayout

  WeightsLayout layout() const { return {weights.get_desc(), factors}; }
};

/// Immutable and shared between threads, as Network promises.
class LaidSteps {
 public:
  /// \throws Error(bad_model) as fold() does; as with_values() does
  LaidSteps(std::vector<Step> schedule, const Safetensors& weights, Precision precision,
            const ActivationRanges& ranges = {});

  const dnnl::engine& engine() const { return engine_; }
  Precision precision() const { return precision_; }
  const std::vector<LaidStep>& steps() const { return steps_; }
  const Step& first() const { return steps_.front().step; }
  const Step& last() const { return steps_.back().step; }
  const Step* mean() const;  ///< the step that takes a mean; null where there is none

 private:
  dnnl::engine engine_;
  Precision precision_;
  Arena arena_;
  std::vector<LaidStep> steps_;
};

struct Network::Laid {
  int side;
  LaidSteps steps;
};

}  // namespace osteon
