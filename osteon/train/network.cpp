#include "osteon/train/network.hpp"

#include <algorithm>
#include <cmath>
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

/// Log odds that a place shows a finding before anything was learned: few do (Lin et al., ICCV
/// 2017).
constexpr double first_place_bias = -4;

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

TrainedNetworkImpl::TrainedNetworkImpl(NetworkOptions options) : options_(std::move(options)) {
  const Backbone& backbone = options_.backbone;
  for (const ConvLayer* layer : backbone.convolutions()) {
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
  for (const auto& stage : backbone.stages)
    for (const Block& block : stage)
      if (!block.shortcut) torch::nn::init::zeros_(norms_.at(block.expand.norm)->weight);

  const int features = backbone.features();
  const int parts = options_.parts;
  router_ = register_module("router", torch::nn::Linear(backbone.film_features(), parts + 1));
  shared_ = register_module("shared", torch::nn::Linear(features, 1));
  experts_ = register_module("experts", torch::nn::Linear(features, parts));
  box_ = register_module("box", torch::nn::Linear(features, 4));
  pooled_mean_ = register_buffer("pooled_mean", torch::zeros({backbone.film_features()}));
  pooled_scale_ = register_buffer("pooled_scale", torch::ones({backbone.film_features()}));
  place_mean_ = register_buffer("place_mean", torch::zeros({features}));
  place_scale_ = register_buffer("place_scale", torch::ones({features}));
  place_bias_ = register_parameter("place_bias", torch::full({1}, first_place_bias));
  for (const torch::nn::Linear& head : {experts_, box_}) {
    torch::nn::init::zeros_(head->weight);
    torch::nn::init::zeros_(head->bias);
  }
  for (const ConvLayer* layer : fixed_layers()) {
    convolutions_.at(layer->name)->weight.set_requires_grad(false);
    norms_.at(layer->norm)->weight.set_requires_grad(false);
    norms_.at(layer->norm)->bias.set_requires_grad(false);
  }
}

std::vector<const ConvLayer*> TrainedNetworkImpl::fixed_layers() const {
  const Backbone& backbone = options_.backbone;
  std::vector<const ConvLayer*> layers;
  if (options_.fixed_stages > 0) layers.push_back(&backbone.stem);
  for (int stage = 0; stage < options_.fixed_stages; ++stage)
    for (const Block& block : backbone.stages[static_cast<std::size_t>(stage)]) {
      if (block.shortcut) layers.push_back(&*block.shortcut);
      layers.insert(layers.end(), {&block.reduce, &block.spatial, &block.expand});
    }
  return layers;
}

torch::Tensor TrainedNetworkImpl::convolve(const ConvLayer& layer, const torch::Tensor& input,
                                           bool relu) {
  auto& convolution = convolutions_.at(layer.name);
  auto& norm = norms_.at(layer.norm);
  torch::Tensor out;
  if ((options_.fixed_norms && !estimating_) || !convolution->weight.requires_grad()) {
    const torch::Tensor scale = norm->weight * (norm->running_var + batch_norm_epsilon).rsqrt();
    out = torch::conv2d(input, convolution->weight * scale.reshape({-1, 1, 1, 1}),
                        norm->bias - norm->running_mean * scale, layer.stride, layer.padding);
  } else {
    out = norm(convolution(input));
  }
  return relu ? out.relu_() : out;
}

torch::Tensor TrainedNetworkImpl::run(const std::vector<Block>& stage, torch::Tensor x) {
  for (const Block& block : stage) {
    const torch::Tensor kept = block.shortcut ? convolve(*block.shortcut, x, false) : x;
    const torch::Tensor inner = convolve(block.spatial, convolve(block.reduce, x, true), true);
    // The block's last ReLU comes after the addition.
    x = convolve(block.expand, inner, false).add_(kept).relu_();
  }
  return x;
}

torch::Tensor TrainedNetworkImpl::run(const Neck& neck, const torch::Tensor& fine,
                                      const torch::Tensor& coarse) {
  const torch::Tensor lateral = convolve(neck.fine, fine, false);
  torch::Tensor x = torch::upsample_nearest2d(convolve(neck.coarse, coarse, false),
                                              {lateral.size(2), lateral.size(3)});
  x = x.add_(lateral).relu_();
  for (const ConvLayer& layer : neck.further) x = convolve(layer, x, true);
  return x;
}

TrainedNetworkImpl::Features TrainedNetworkImpl::features_of(const torch::Tensor& images) {
  const Backbone& backbone = options_.backbone;
  const MaxPool& pool = backbone.pool;
  const auto fixed = static_cast<std::size_t>(options_.fixed_stages);
  torch::Tensor x;
  {
    // What is fixed needs no memory of how it came about.
    torch::AutoGradMode learning(torch::GradMode::is_enabled() && fixed == 0);
    x = convolve(backbone.stem, images, true);
    x = torch::max_pool2d(x, pool.kernel, pool.stride, pool.padding, 1, pool.round_up);
    for (std::size_t stage = 0; stage < fixed; ++stage) x = run(backbone.stages[stage], x);
  }
  torch::Tensor before = x;
  for (std::size_t stage = fixed; stage < backbone.stages.size(); ++stage) {
    before = x;
    x = run(backbone.stages[stage], x);
  }
  const torch::Tensor last = x.to(torch::kFloat32).mean({2, 3});
  if (!backbone.neck) return {x, last};
  const torch::Tensor fine = run(*backbone.neck, before, x);
  return {fine, torch::cat({fine.to(torch::kFloat32).mean({2, 3}), last}, 1)};
}

TrainedNetworkImpl::Scores TrainedNetworkImpl::forward(const torch::Tensor& images) {
  // N x places x channels, as fp32: the heads are small, and their sums long.
  const Features seen = features_of(images);
  const torch::Tensor features = seen.places.to(torch::kFloat32).permute({0, 2, 3, 1});
  const auto n = features.size(0);
  const auto rows = features.size(1);
  const auto columns = features.size(2);
  const torch::Tensor places = features.reshape({n, rows * columns, features.size(3)});
  const Plain router = plain_router();
  const Plain experts = plain_experts();
  const Plain box = plain_box();
  const torch::Tensor values = torch::matmul(places, experts.weight.transpose(0, 1));
  const torch::Tensor pooled =
      options_.pooling == Pooling::mean
          ? values.mean(1)
          : values.logsumexp(1) - std::log(static_cast<double>(rows * columns));
  const auto laid_out = [&](const torch::Tensor& of_places) {
    return of_places.transpose(1, 2).reshape({n, -1, rows, columns});
  };
  return {.router = torch::linear(seen.film, router.weight, router.bias),
          .experts = pooled + experts.bias,
          .places = laid_out(values + place_biases_of(experts)),
          .boxes = laid_out(torch::linear(places, box.weight, box.bias).clamp(-4, 4).exp())};
}

TrainedNetworkImpl::Plain TrainedNetworkImpl::plain_router() const {
  const torch::Tensor weight = router_->weight * pooled_scale_;
  return {weight, router_->bias - weight.mv(pooled_mean_)};
}

TrainedNetworkImpl::Plain TrainedNetworkImpl::plain_experts() const {
  const torch::Tensor weight = (experts_->weight + shared_->weight) * place_scale_;
  return {weight, experts_->bias + shared_->bias - weight.mv(place_mean_)};
}

TrainedNetworkImpl::Plain TrainedNetworkImpl::plain_box() const {
  const torch::Tensor weight = box_->weight * place_scale_;
  return {weight, box_->bias - weight.mv(place_mean_)};
}

void TrainedNetworkImpl::set_plain(const Plain& router, const Plain& experts, const Plain& box) {
  const torch::NoGradGuard no_grad;
  const auto set = [](torch::nn::Linear& head, const Plain& plain, const torch::Tensor& mean,
                      const torch::Tensor& scale) {
    head->weight.copy_(plain.weight / scale);
    head->bias.copy_(plain.bias + plain.weight.mv(mean));
  };
  set(router_, router, pooled_mean_, pooled_scale_);
  set(box_, box, place_mean_, place_scale_);
  set(experts_, experts, place_mean_, place_scale_);
  shared_->weight.copy_(experts_->weight.mean(0, /*keepdim=*/true));
  shared_->bias.copy_(experts_->bias.mean());
  experts_->weight.sub_(shared_->weight);
  experts_->bias.sub_(shared_->bias);
}

torch::Tensor TrainedNetworkImpl::place_biases_of(const Plain& experts) const {
  return place_bias_ - experts.weight.mv(place_mean_);
}

std::vector<double> TrainedNetworkImpl::place_biases() const {
  const torch::NoGradGuard no_grad;
  const torch::Tensor biases = place_biases_of(plain_experts()).to(torch::kFloat64).contiguous();
  return {biases.data_ptr<double>(), biases.data_ptr<double>() + biases.numel()};
}

void TrainedNetworkImpl::standardise_features(const std::vector<torch::Tensor>& batches) {
  const torch::NoGradGuard no_grad;
  const Plain router = plain_router();
  const Plain experts = plain_experts();
  const Plain box = plain_box();
  const torch::Tensor place_biases = place_biases_of(experts);
  std::vector<torch::Tensor> pooled;
  torch::Tensor sum = torch::zeros_like(place_mean_);
  torch::Tensor squares = torch::zeros_like(place_mean_);
  double count = 0;
  for (const torch::Tensor& images : batches) {
    const Features seen = features_of(images);
    const torch::Tensor features = seen.places.to(torch::kFloat32);
    pooled.push_back(seen.film);
    sum += features.sum({0, 2, 3});
    squares += features.square().sum({0, 2, 3});
    count += static_cast<double>(features.numel()) / static_cast<double>(features.size(1));
  }
  // A channel that hardly ever answers must not be blown up.
  const auto scale_of = [](const torch::Tensor& deviation) {
    return (deviation + 0.1 * deviation.mean()).reciprocal();
  };
  const torch::Tensor all = torch::cat(pooled);
  pooled_mean_.copy_(all.mean(0));
  pooled_scale_.copy_(scale_of(all.std(0)));
  place_mean_.copy_(sum / count);
  place_scale_.copy_(scale_of((squares / count - place_mean_.square()).clamp_min(0).sqrt()));
  if (!heads_taken_) return;
  set_plain(router, experts, box);
  place_bias_.copy_((place_biases + experts.weight.mv(place_mean_)).mean());
}

void TrainedNetworkImpl::begin_estimating_norms() {
  estimating_ = true;
  train();
  for (auto& [name, norm] : norms_) {
    norm->reset_running_stats();
    norm->options.momentum(c10::nullopt);
  }
}

void TrainedNetworkImpl::end_estimating_norms() {
  estimating_ = false;
  for (auto& [name, norm] : norms_) norm->options.momentum(0.1);
}

std::vector<std::string> TrainedNetworkImpl::take(const Safetensors& weights) {
  std::vector<std::string> taken;
  for (const ConvLayer* layer : options_.backbone.convolutions()) {
    const std::string name = layer->name + ".weight";
    if (!weights.contains(name)) continue;
    torch::Tensor weight = tensor_of(weights.at(name));
    if (layer == &options_.backbone.stem && weight.dim() == 4 && weight.size(1) == 3)
      weight = weight.sum(1, /*keepdim=*/true);
    copy_into(convolutions_.at(layer->name)->weight, weight, name);
    for (const auto& [field, to] : fields_of(norms_.at(layer->norm)))
      copy_into(to, tensor_of(weights.at(layer->norm + field)), layer->norm + field);
    taken.push_back(layer->name);
  }
  return taken;
}

void TrainedNetworkImpl::take_heads(const Pack& pack, const std::vector<std::string>& parts) {
  const torch::NoGradGuard no_grad;
  const auto stored = [](const Head& head) {
    return Plain{torch::tensor(head.weight).reshape({head.outputs(), -1}),
                 torch::tensor(head.bias)};
  };
  Plain router = plain_router();
  Plain experts = plain_experts();
  const auto take_output = [](Plain& to, std::size_t output, const Plain& from, std::size_t of) {
    to.weight[static_cast<std::int64_t>(output)].copy_(from.weight[static_cast<std::int64_t>(of)]);
    to.bias[static_cast<std::int64_t>(output)].copy_(from.bias[static_cast<std::int64_t>(of)]);
  };

  std::vector<torch::Tensor> weights;
  std::vector<torch::Tensor> biases;
  double place_bias = 0;
  for (const Expert& expert : pack.experts) {
    const Plain own = stored(expert.head);
    weights.push_back(own.weight);
    biases.push_back(own.bias);
    place_bias += expert.place_bias / static_cast<double>(pack.experts.size());
  }
  const Plain shared{torch::cat(weights).mean(0, /*keepdim=*/true),
                     torch::cat(biases).mean(0, /*keepdim=*/true)};
  const Plain pack_router = stored(pack.router.head);
  // The last output of a router is "none of these".
  take_output(router, parts.size(), pack_router, pack.router.parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto known = std::ranges::find(pack.router.parts, parts[i]);
    if (known != pack.router.parts.end())
      take_output(router, i, pack_router,
                  static_cast<std::size_t>(known - pack.router.parts.begin()));
    const Expert* expert = pack.expert_for(parts[i]);
    take_output(experts, i, expert != nullptr ? stored(expert->head) : shared, 0);
  }
  set_plain(router, experts, pack.boxes ? stored(pack.boxes->head) : plain_box());
  place_bias_.fill_(place_bias);
  heads_taken_ = true;
}

TrainedNetworkImpl::Groups TrainedNetworkImpl::groups(const std::vector<std::string>& taken) const {
  Groups groups;
  for (const ConvLayer* layer : options_.backbone.convolutions()) {
    auto& group = std::ranges::count(taken, layer->name) > 0 ? groups.old : groups.fresh;
    group.push_back(convolutions_.at(layer->name)->weight);
    group.push_back(norms_.at(layer->norm)->weight);
    group.push_back(norms_.at(layer->norm)->bias);
  }
  auto& heads = heads_taken_ ? groups.old : groups.fresh;
  heads.push_back(place_bias_);
  for (const torch::nn::Linear& head : {router_, shared_, box_}) {
    heads.push_back(head->weight);
    heads.push_back(head->bias);
  }
  groups.differences = {experts_->weight, experts_->bias};
  const auto fixed = [](const torch::Tensor& tensor) { return !tensor.requires_grad(); };
  std::erase_if(groups.old, fixed);
  std::erase_if(groups.fresh, fixed);
  return groups;
}

std::vector<NamedTensor> TrainedNetworkImpl::backbone_tensors() const {
  std::vector<NamedTensor> tensors;
  for (const ConvLayer* layer : options_.backbone.convolutions()) {
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
  const torch::NoGradGuard no_grad;
  const Plain router = plain_router();
  const Plain experts = plain_experts();
  const Plain box = plain_box();
  std::vector<NamedTensor> tensors{named("router.weight", router.weight, ElementType::f32),
                                   named("router.bias", router.bias, ElementType::f32),
                                   named("box.weight", box.weight, ElementType::f32),
                                   named("box.bias", box.bias, ElementType::f32)};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto row = static_cast<std::int64_t>(i);
    tensors.push_back(named("expert." + parts[i] + ".weight", experts.weight.narrow(0, row, 1),
                            ElementType::f32));
    tensors.push_back(
        named("expert." + parts[i] + ".bias", experts.bias.narrow(0, row, 1), ElementType::f32));
  }
  return tensors;
}

}  // namespace osteon
