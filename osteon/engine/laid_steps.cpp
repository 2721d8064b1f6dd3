#include "osteon/engine/laid_steps.hpp"

#include <algorithm>
#include <cmath>
#include <exception>
#include <utility>

#include <omp.h>

#include "osteon/engine/fold.hpp"
#include "osteon/engine/unfold.hpp"
#include "osteon/engine/values.hpp"

namespace osteon {
namespace {

/// For s8 weights: fills the step's factors, brings the bias into the unit of the sums, and returns
/// by what each channel's weights are to be multiplied.
std::vector<float> to_whole_numbers(LaidStep& laid, FoldedLayer& folded) {
  const std::size_t channels = folded.bias.size();
  const std::size_t per_channel = folded.weights.size() / channels;
  std::vector<float> multipliers(channels);
  for (std::size_t channel = 0; channel < channels; ++channel) {
    float largest = 1e-30F;
    for (std::size_t i = 0; i < per_channel; ++i)
      largest = std::max(largest, std::abs(folded.weights[channel * per_channel + i]));
    multipliers[channel] = 127 / largest;
    const float unit = laid.step.in.unit * largest / 127;  // of the channel's sums
    folded.bias[channel] /= unit;
    laid.factors[channel] = unit / laid.step.out.unit;
  }
  return multipliers;
}

void lay_out(LaidStep& laid, const Safetensors& weights, const dnnl::engine& engine) {
  const auto& layer = std::get<ConvLayer>(laid.step.operation);
  FoldedLayer folded = fold(layer, weights);
  if (laid.step.unfolded) folded.weights = unfolded_weights(layer, folded.weights);
  dnnl::primitive_attr scaling;
  if (laid.step.in.whole()) {
    constexpr int each_channel = 1 << 0;
    scaling.set_output_scales(each_channel, to_whole_numbers(laid, folded));
  }
  dnnl::stream stream(engine);
  dnnl::memory stored(stored_weights(laid.step), engine, folded.weights.data());
  dnnl::reorder(stored, laid.weights, scaling).execute(stream, stored, laid.weights);
  dnnl::memory bias(laid.bias.get_desc(), engine, folded.bias.data());
  dnnl::reorder(bias, laid.bias).execute(stream, bias, laid.bias);
  stream.wait();
}

/// Layers side by side on all cores; throws what the first one to fail threw.
void lay_out_all(const std::vector<LaidStep*>& layers, const Safetensors& weights,
                 const dnnl::engine& engine) {
  std::exception_ptr failure;
#pragma omp parallel for schedule(dynamic)
  for (LaidStep* layer : layers) {  // an exception must not leave the parallel region
    // A reorder of weights for signed input adds up what each of so many threads has summed, and
    // in here there is one.
    omp_set_num_threads(1);
    try {
      lay_out(*layer, weights, engine);
    } catch (...) {
#pragma omp critical
      if (!failure) failure = std::current_exception();
    }
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace

LaidSteps::LaidSteps(std::vector<Step> schedule, const Safetensors& weights, Precision precision,
                     const ActivationRanges& ranges)
    : engine_(dnnl::engine::kind::cpu, 0), precision_(precision) {
  ArenaPlan plan;
  std::vector<std::pair<std::size_t, std::size_t>> offsets;  // of the weights and of the bias
  for (Step& step : with_values(std::move(schedule), precision, ranges)) {
    steps_.push_back({.step = std::move(step), .weights = {}, .bias = {}});
    LaidStep& laid = steps_.back();
    offsets.emplace_back();
    if (!std::holds_alternative<ConvLayer>(laid.step.operation)) continue;
    if (laid.step.in.whole()) laid.factors.resize(static_cast<std::size_t>(laid.step.channels_out));
    const auto chosen = convolution(engine_, laid.step, 1);
    laid.weights = dnnl::memory(chosen.weights_desc(), engine_, DNNL_MEMORY_NONE);
    laid.bias = dnnl::memory(chosen.bias_desc(), engine_, DNNL_MEMORY_NONE);
    offsets.back() = {plan.reserve(chosen.weights_desc().get_size()),
                      plan.reserve(chosen.bias_desc().get_size())};
  }

  arena_ = Arena(plan.size());
  std::vector<LaidStep*> layers;
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    if (!steps_[i].weights) continue;
    steps_[i].weights.set_data_handle(arena_.data() + offsets[i].first);
    steps_[i].bias.set_data_handle(arena_.data() + offsets[i].second);
    layers.push_back(&steps_[i]);
  }
  lay_out_all(layers, weights, engine_);
}

const Step* LaidSteps::mean() const {
  for (const LaidStep& laid : steps_)
    if (std::holds_alternative<Mean>(laid.step.operation)) return &laid.step;
  return nullptr;
}

}  // namespace osteon
