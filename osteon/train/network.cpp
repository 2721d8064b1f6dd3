#include "osteon/train/network.hpp"

#include <algorithm>
#include <utility>

#include "osteon/base/error.hpp"

namespace osteon {
namespace {

/// libtorch does not allow dots in the names of modules.
std::string module_name(std::string name) {
  std::ranges::replace(name, '.', '_');
  return name;
}

torch::Tensor tensor_of(const StoredTensor& stored) {
  return torch::tensor(stored.floats()).reshape(stored.shape);
}

void copy_into(torch::Tensor to, const torch::Tensor& from, const std::string& name) {
  if (to.sizes() != from.sizes())
    throw Error(ErrorCode::bad_model,
                name + " has another shape in the weights to start from than in the architecture");
  const torch::NoGradGuard no_grad;
  to.copy_(from);
}

/// What a weight file holds of a batch norm, by the endings of its names.
std::vector<std::pair<std::string, torch::Tensor>> fields_of(const torch::nn::BatchNorm2d& norm) {
  return {{".weight", norm->weight},
          {".bias", norm->bias},
          {".running_mean", norm->running_mean},
          {".running_var", norm->running_var}};
}

NamedTensor named(const std::string& name, const torch::Tensor& tensor, ElementType type) {
  const torch::Tensor plain = tensor.detach().to(torch::kFloat32).contiguous();
  return {.name = name,
          .shape = plain.sizes().vec(),
          .values = {plain.data_ptr<float>(), plain.data_ptr<float>() + plain.numel()},
          .stored_as = type};
}

}  // namespace

TrainedNetworkImpl::TrainedNetworkImpl(Backbone backbone, int parts)
    : backbone_(std::move(backbone)) {
  for (const ConvLayer* layer : backbone_.convolutions()) {
    torch::nn::Conv2d convolution(torch::nn::Conv2dOptions(layer->in, layer->out, layer->kernel)
                                      .stride(layer->stride)
                                      .padding(layer->padding)
                                      .bias(false));
    // He et al., ICCV 2015.
    torch::nn::init::kaiming_normal_(convolution->weight, 0, torch::kFanOut, torch::kReLU);
    convolutions_.emplace(layer->name,
                          register_module(module_name(layer->name), std::move(convolution)));
    norms_.emplace(
        layer->norm,
        register_module(module_name(layer->norm),
                        torch::nn::BatchNorm2d(
                            torch::nn::BatchNorm2dOptions(layer->out).eps(batch_norm_epsilon))));
  }
  // A new block begins as the identity (Goyal et al., arXiv 1706.02677).
  for (const auto& stage : backbone_.stages)
    for (const Block& block : stage)
      if (!block.shortcut) torch::nn::init::zeros_(norms_.at(block.expand.norm)->weight);

  const int features = backbone_.features();
  router_ = register_module("router", torch::nn::Linear(features, parts + 1));
  shared_ = register_module("shared", torch::nn::Linear(features, 1));
  experts_ = register_module("experts", torch::nn::Linear(features, parts));
  torch::nn::init::zeros_(experts_->weight);
  torch::nn::init::zeros_(experts_->bias);
}

torch::Tensor TrainedNetworkImpl::convolve(const ConvLayer& layer, const torch::Tensor& input) {
  const torch::Tensor out = norms_.at(layer.norm)(convolutions_.at(layer.name)(input));
  return layer.relu ? out.relu() : out;
}

TrainedNetworkImpl::Scores TrainedNetworkImpl::forward(const torch::Tensor& images) {
  const MaxPool& pool = backbone_.pool;
  torch::Tensor x = convolve(backbone_.stem, images);
  x = torch::max_pool2d(x, pool.kernel, pool.stride, pool.padding, 1, pool.round_up);
  for (const auto& stage : backbone_.stages)
    for (const Block& block : stage) {
      const torch::Tensor kept = block.shortcut ? convolve(*block.shortcut, x) : x;
      const torch::Tensor inner = convolve(block.spatial, convolve(block.reduce, x));
      // The block's last ReLU comes after the addition.
      x = norms_.at(block.expand.norm)(convolutions_.at(block.expand.name)(inner))
              .add(kept)
              .relu_();
    }
  const torch::Tensor features = x.to(torch::kFloat32).mean({2, 3});
  return {router_(features), experts_(features) + shared_(features)};
}

std::vector<std::string> TrainedNetworkImpl::take(const Safetensors& weights) {
  std::vector<std::string> taken;
  for (const ConvLayer* layer : backbone_.convolutions()) {
    const std::string name = layer->name + ".weight";
    if (!weights.contains(name)) continue;
    torch::Tensor weight = tensor_of(weights.at(name));
    if (layer == &backbone_.stem && weight.dim() == 4 && weight.size(1) == 3)
      weight = weight.sum(1, /*keepdim=*/true);
    copy_into(convolutions_.at(layer->name)->weight, weight, name);
    for (const auto& [field, to] : fields_of(norms_.at(layer->norm)))
      copy_into(to, tensor_of(weights.at(layer->norm + field)), layer->norm + field);
    taken.push_back(layer->name);
  }
  return taken;
}

TrainedNetworkImpl::Groups TrainedNetworkImpl::groups(const std::vector<std::string>& taken) const {
  Groups groups;
  for (const ConvLayer* layer : backbone_.convolutions()) {
    auto& group = std::ranges::count(taken, layer->name) > 0 ? groups.old : groups.fresh;
    group.push_back(convolutions_.at(layer->name)->weight);
    group.push_back(norms_.at(layer->norm)->weight);
    group.push_back(norms_.at(layer->norm)->bias);
  }
  for (const torch::nn::Linear& head : {router_, shared_}) {
    groups.fresh.push_back(head->weight);
    groups.fresh.push_back(head->bias);
  }
  groups.differences = {experts_->weight, experts_->bias};
  return groups;
}

std::vector<NamedTensor> TrainedNetworkImpl::backbone_tensors() const {
  std::vector<NamedTensor> tensors;
  for (const ConvLayer* layer : backbone_.convolutions()) {
    tensors.push_back(
        named(layer->name + ".weight", convolutions_.at(layer->name)->weight, ElementType::f16));
    // Variances may be beyond what 16 bits hold, and there are few of them.
    for (const auto& [field, tensor] : fields_of(norms_.at(layer->norm)))
      tensors.push_back(named(layer->norm + field, tensor, ElementType::f32));
  }
  return tensors;
}

std::vector<NamedTensor> TrainedNetworkImpl::head_tensors(
    const std::vector<std::string>& parts) const {
  std::vector<NamedTensor> tensors{named("router.weight", router_->weight, ElementType::f32),
                                   named("router.bias", router_->bias, ElementType::f32)};
  const torch::Tensor weight = experts_->weight + shared_->weight;
  const torch::Tensor bias = experts_->bias + shared_->bias;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto row = static_cast<std::int64_t>(i);
    tensors.push_back(
        named("expert." + parts[i] + ".weight", weight.narrow(0, row, 1), ElementType::f32));
    tensors.push_back(
        named("expert." + parts[i] + ".bias", bias.narrow(0, row, 1), ElementType::f32));
  }
  return tensors;
}

}  // namespace osteon
