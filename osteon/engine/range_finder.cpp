#include "osteon/engine/range_finder.hpp"

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "osteon/base/error.hpp"
#include "osteon/engine/histogram.hpp"
#include "osteon/engine/laid_steps.hpp"
#include "osteon/engine/plan.hpp"

namespace osteon {
namespace {

/// Whether negative results remain.
bool is_signed(const Step& step) {
  const auto* layer = std::get_if<ConvLayer>(&step.operation);
  return layer != nullptr && !layer->relu;
}

}  // namespace

struct RangeFinder::Account {
  struct Layer {
    MagnitudeHistogram magnitudes;
    bool is_signed = false;
  };

  LaidSteps steps;
  dnnl::stream stream;
  Arena arena;
  std::map<std::string, Layer, std::less<>> layers;

  void watch(const Step& step, std::span<const float> values) {
    const std::string_view name = result_name(step);
    if (name.empty()) return;
    Layer& layer = layers[std::string(name)];
    layer.is_signed = is_signed(step);
    layer.magnitudes.add(values);
  }
};

RangeFinder::RangeFinder(const Backbone& backbone, const Safetensors& weights, int side) {
  LaidSteps steps(schedule(backbone, side), weights, Precision::fp32);
  dnnl::stream stream(steps.engine());
  account_ = std::make_unique<Account>(
      Account{.steps = std::move(steps), .stream = std::move(stream), .arena = {}, .layers = {}});
}

RangeFinder::~RangeFinder() = default;
RangeFinder::RangeFinder(RangeFinder&&) noexcept = default;
RangeFinder& RangeFinder::operator=(RangeFinder&&) noexcept = default;

void RangeFinder::see(const Tensor& input) {
  const int images = input.shape[0];
  Account::Layer& entering = account_->layers[std::string(input_range)];
  entering.is_signed = true;
  entering.magnitudes.add(input.values);
  const LaidSteps& steps = account_->steps;
  Plan plan(steps, images);
  if (account_->arena.size() < plan.arena_size()) account_->arena = Arena(plan.arena_size());
  const auto room = [&](const Step& step) {
    return std::vector<float>(
        static_cast<std::size_t>(images) * static_cast<std::size_t>(step.channels_out) *
        static_cast<std::size_t>(step.side_out) * static_cast<std::size_t>(step.side_out));
  };
  std::vector<float> output = room(steps.last());
  std::vector<float> means = steps.mean() ? room(*steps.mean()) : std::vector<float>{};
  plan.run_watched(
      account_->stream, input.values, output, means, account_->arena,
      [&](const Step& step, std::span<const float> values) { account_->watch(step, values); });
}

ActivationRanges RangeFinder::ranges() const {
  if (account_->layers.empty())
    throw Error(ErrorCode::bad_argument,
                "no radiograph was seen, so that nothing is known of the ranges of activations");
  ActivationRanges ranges;
  for (const auto& [name, layer] : account_->layers)
    ranges[name] = layer.magnitudes.best_range(layer.is_signed ? 127 : 255);
  return ranges;
}

}  // namespace osteon
