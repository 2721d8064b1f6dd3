#include "osteon/train/small_network.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include <fmt/format.h>
#include <torch/torch.h>

#include "osteon/base/random.hpp"

namespace osteon {
namespace {

/// A score that no part's is below.
constexpr float never = -1e4F;

struct Net : torch::nn::Module {
  Net(int inputs, int classes) {
    for (const int width : small_network_widths) {
      add(inputs, width);
      inputs = width;
    }
    add(inputs, classes);
  }

  void add(int inputs, int outputs) {
    torch::nn::Linear layer(inputs, outputs);
    // Glorot and Bengio, AISTATS 2010: what the original's library begins with.
    torch::nn::init::xavier_uniform_(layer->weight);
    torch::nn::init::zeros_(layer->bias);
    layers.push_back(register_module(fmt::format("layer{}", layers.size()), layer));
  }

  torch::Tensor forward(torch::Tensor x) {
    for (std::size_t i = 0; i < layers.size(); ++i) {
      x = layers[i](x);
      if (i + 1 < layers.size()) x = x.relu();
    }
    return x;
  }

  std::vector<torch::nn::Linear> layers;
};

std::vector<float> values_of(const torch::Tensor& tensor) {
  const torch::Tensor plain = tensor.detach().contiguous();
  return {plain.data_ptr<float>(), plain.data_ptr<float>() + plain.numel()};
}

std::vector<SmallNetwork::Layer> layers_of(const Net& net) {
  std::vector<SmallNetwork::Layer> layers;
  for (const torch::nn::Linear& layer : net.layers)
    layers.push_back({values_of(layer->weight), values_of(layer->bias)});
  return layers;
}

/// Rows of `features`, each as it is or mirrored, in an order of their own.
class Rows {
 public:
  Rows(const FrozenFeatures& features, const LabelledRows& rows)
      : all_(
            torch::from_blob(const_cast<float*>(features.values.data()),
                             {static_cast<std::int64_t>(features.values.size()) / features.channels,
                              features.channels})),
        rows_(rows),
        order_(rows.entries.size()) {
    std::iota(order_.begin(), order_.end(), std::size_t{0});
  }

  std::size_t count() const { return order_.size(); }

  /// Fisher and Yates 1938.
  void shuffle(Random& random) {
    for (std::size_t left = order_.size(); left > 1; --left)
      std::swap(order_[left - 1],
                order_[static_cast<std::size_t>(random.below(static_cast<int>(left)))]);
  }

  /// \param random  decides who is mirrored; nobody where it is null
  std::pair<torch::Tensor, torch::Tensor> take(std::size_t first, std::size_t count,
                                               Random* random) const {
    std::vector<std::int64_t> at;
    std::vector<std::int64_t> classes;
    for (std::size_t i = first; i < std::min(first + count, order_.size()); ++i) {
      const bool mirrored = random != nullptr && random->chance(0.5);
      at.push_back(static_cast<std::int64_t>(2 * rows_.entries[order_[i]]) + (mirrored ? 1 : 0));
      classes.push_back(rows_.classes[order_[i]]);
    }
    return {all_.index_select(0, torch::tensor(at)), torch::tensor(classes)};
  }

 private:
  torch::Tensor all_;
  const LabelledRows& rows_;
  std::vector<std::size_t> order_;
};

double learn(Net& net, torch::optim::Adam& adam, const Rows& rows, std::size_t batch,
             Random& random) {
  double sum = 0;
  for (std::size_t first = 0; first < rows.count(); first += batch) {
    const auto [images, classes] = rows.take(first, batch, &random);
    const torch::Tensor loss = torch::nn::functional::cross_entropy(net.forward(images), classes);
    adam.zero_grad();
    loss.backward();
    adam.step();
    sum += loss.item<double>() * static_cast<double>(classes.numel());
  }
  return sum / static_cast<double>(rows.count());
}

void judge(Net& net, const Rows& rows, HeadEpoch& epoch) {
  if (rows.count() == 0) return;
  const torch::NoGradGuard no_grad;
  const auto [images, classes] = rows.take(0, rows.count(), nullptr);
  const torch::Tensor scores = net.forward(images);
  epoch.valid_loss = torch::nn::functional::cross_entropy(scores, classes).item<double>();
  epoch.valid_accuracy = scores.argmax(1).eq(classes).to(torch::kFloat64).mean().item<double>();
}

NamedTensor named(const std::string& name, std::vector<std::int64_t> shape,
                  std::vector<float> values) {
  return {.name = name, .shape = std::move(shape), .values = std::move(values)};
}

/// Every layer but the last.
std::vector<NamedTensor> hidden_tensors(const std::string& name, const SmallNetwork& network) {
  std::vector<NamedTensor> tensors;
  for (std::size_t i = 0; i + 1 < network.layers.size(); ++i) {
    const auto& [weight, bias] = network.layers[i];
    const auto outputs = static_cast<std::int64_t>(bias.size());
    const auto inputs = static_cast<std::int64_t>(weight.size()) / outputs;
    tensors.push_back(
        named(fmt::format("{}.hidden.{}.weight", name, i), {outputs, inputs}, weight));
    tensors.push_back(named(fmt::format("{}.hidden.{}.bias", name, i), {outputs}, bias));
  }
  return tensors;
}

}  // namespace

SmallNetwork train_small_network(const FrozenFeatures& features, const LabelledRows& train,
                                 const LabelledRows& valid, const SmallNetworkSettings& settings,
                                 const std::atomic<bool>& stop) {
  torch::manual_seed(settings.seed);
  Random random(settings.seed);
  Net net(features.channels, settings.classes);
  torch::optim::Adam adam(net.parameters(), torch::optim::AdamOptions(settings.rate));
  Rows learned(features, train);
  const Rows judged(features, valid);

  SmallNetwork network;
  double lowest = std::numeric_limits<double>::infinity();
  for (int epoch = 1; epoch <= settings.epochs && !stop; ++epoch) {
    learned.shuffle(random);
    HeadEpoch& row = network.epochs.emplace_back();
    row.train_loss = learn(net, adam, learned, static_cast<std::size_t>(settings.batch), random);
    judge(net, judged, row);
    if (judged.count() == 0 || row.valid_loss < lowest) {
      lowest = row.valid_loss;
      network.layers = layers_of(net);
      network.best = epoch;
    }
    if (epoch - network.best >= settings.patience) break;
  }
  return network;
}

std::vector<NamedTensor> expert_tensors(const std::string& name, const SmallNetwork& network) {
  std::vector<NamedTensor> tensors = hidden_tensors(name, network);
  const auto& [weight, bias] = network.layers.back();
  const std::size_t inputs = weight.size() / 2;
  std::vector<float> difference(inputs);
  for (std::size_t i = 0; i < inputs; ++i) difference[i] = weight[inputs + i] - weight[i];
  tensors.push_back(
      named(name + ".weight", {1, static_cast<std::int64_t>(inputs)}, std::move(difference)));
  tensors.push_back(named(name + ".bias", {1}, {bias[1] - bias[0]}));
  return tensors;
}

std::vector<NamedTensor> router_tensors(const std::string& name, const SmallNetwork& network) {
  std::vector<NamedTensor> tensors = hidden_tensors(name, network);
  auto [weight, bias] = network.layers.back();
  const std::size_t inputs = weight.size() / bias.size();
  weight.resize(weight.size() + inputs);
  bias.push_back(never);
  const auto outputs = static_cast<std::int64_t>(bias.size());
  tensors.push_back(
      named(name + ".weight", {outputs, static_cast<std::int64_t>(inputs)}, std::move(weight)));
  tensors.push_back(named(name + ".bias", {outputs}, std::move(bias)));
  return tensors;
}

}  // namespace osteon
