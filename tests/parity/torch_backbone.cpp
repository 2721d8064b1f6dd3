#include "tests/parity/torch_backbone.hpp"

#include <utility>

#include <torch/torch.h>

namespace osteon {
namespace {

torch::Tensor tensor_of(const Safetensors& weights, const std::string& name) {
  const StoredTensor& stored = weights.at(name);
  return torch::tensor(stored.floats()).reshape(stored.shape);
}

torch::Tensor convolve(const ConvLayer& layer, const Safetensors& weights,
                       const torch::Tensor& input) {
  const auto convolved = torch::conv2d(input, tensor_of(weights, layer.name + ".weight"), {},
                                       layer.stride, layer.padding);
  return torch::batch_norm(
      convolved, tensor_of(weights, layer.norm + ".weight"),
      tensor_of(weights, layer.norm + ".bias"), tensor_of(weights, layer.norm + ".running_mean"),
      tensor_of(weights, layer.norm + ".running_var"), false, 0.0, batch_norm_epsilon, false);
}

torch::Tensor through_block(const Block& block, const Safetensors& weights,
                            const torch::Tensor& input) {
  const auto reduced = convolve(block.reduce, weights, input).relu();
  const auto seen = convolve(block.spatial, weights, reduced).relu();
  const auto kept = block.shortcut ? convolve(*block.shortcut, weights, input) : input;
  return (convolve(block.expand, weights, seen) + kept).relu();
}

}  // namespace

FeatureMaps run_torch(const Backbone& backbone, const Safetensors& weights, const Tensor& input) {
  const torch::NoGradGuard no_grad;
  const auto [images, channels, rows, columns] = input.shape;
  torch::Tensor x = torch::tensor(input.values).reshape({images, channels, rows, columns});
  x = convolve(backbone.stem, weights, x).relu();
  x = torch::max_pool2d(x, backbone.pool.kernel, backbone.pool.stride, backbone.pool.padding, 1,
                        backbone.pool.round_up);
  torch::Tensor before = x;
  std::vector<float> last_means;
  for (const auto& stage : backbone.stages) {
    before = x;
    for (const Block& block : stage) x = through_block(block, weights, x);
  }
  if (const auto& neck = backbone.neck) {
    const torch::Tensor means = x.mean({2, 3}).contiguous();
    last_means.assign(means.data_ptr<float>(), means.data_ptr<float>() + means.numel());
    const auto coarse = convolve(neck->coarse, weights, x);
    x = (convolve(neck->fine, weights, before) + torch::kron(coarse, torch::ones({2, 2}))).relu();
    for (const ConvLayer& layer : neck->further) x = convolve(layer, weights, x).relu();
  }

  x = x.permute({0, 2, 3, 1}).contiguous();
  return {.images = images,
          .rows = static_cast<int>(x.size(1)),
          .columns = static_cast<int>(x.size(2)),
          .channels = static_cast<int>(x.size(3)),
          .values = {x.data_ptr<float>(), x.data_ptr<float>() + x.numel()},
          .last_means = std::move(last_means)};
}

}  // namespace osteon
