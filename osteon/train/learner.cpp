#include "osteon/train/learner.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

#include <ATen/autocast_mode.h>

#include "osteon/base/error.hpp"
#include "osteon/train/losses.hpp"

namespace osteon {
namespace {

/// Part of the run in which the learning rate climbs, and where it ends as a part of its height.
constexpr double warm_up = 0.05;
constexpr double last_rate = 0.01;
/// How much the experts' differences from what they share learn, and are drawn to zero.
constexpr double difference_rate = 0.2;
constexpr double difference_decay = 1.0;
/// Weight of "which part" in the loss beside "is there a finding".
constexpr double part_weight = 0.5;
/// Longest step: the gradient's norm is cut to it.
constexpr double longest_gradient = 5.0;

NetworkOptions network_options(const TrainSettings& settings, std::size_t parts) {
  return {.backbone = backbone_named(settings.architecture),
          .parts = static_cast<int>(parts),
          .pooling = settings.pooling,
          .fixed_norms = settings.fixed_norms,
          .fixed_stages = settings.fixed_stages};
}

torch::optim::OptimizerParamGroup group(const std::vector<torch::Tensor>& parameters,
                                        double decay) {
  return {parameters, std::make_unique<torch::optim::AdamWOptions>(
                          torch::optim::AdamWOptions(0).weight_decay(decay))};
}

/// The backbone and the heads of a pack that was trained like this one; of a pack of another
/// architecture the convolutions that both have.
std::vector<std::string> take_pack(TrainedNetwork& network, const TrainSettings& settings,
                                   const std::vector<std::string>& parts) {
  const Pack pack = read_pack(settings.start);
  const auto refuse = [&](const std::string& why) {
    throw Error(ErrorCode::bad_argument, "--start " + settings.start.string() + ": " + why);
  };
  if (pack.backbones.size() != 1) refuse("a pack with several backbones cannot be trained further");
  const BackboneEntry& backbone = pack.backbones.front();
  const Safetensors weights(pack.folder / backbone.file);
  if (backbone.architecture == settings.architecture) {
    if (!pack.router.head.hidden.empty())
      refuse("the pack's heads have hidden layers, which the recipe finetune does not train");
    network->take_heads(pack, parts);
  }
  try {
    return network->take(weights);
  } catch (const Error& error) {
    throw error.during("--start " + settings.start.string() + " (a " + backbone.architecture +
                       ") for --architecture " + settings.architecture);
  }
}

/// Moves the average towards the network; buffers too, since they belong to the weights.
void average_in(TrainedNetwork& average, const TrainedNetwork& network, double keep) {
  const torch::NoGradGuard no_grad;
  const auto blend = [&](const std::vector<torch::Tensor>& to,
                         const std::vector<torch::Tensor>& from) {
    for (std::size_t i = 0; i < to.size(); ++i)
      if (to[i].is_floating_point())
        to[i].lerp_(from[i], 1 - keep);
      else
        to[i].copy_(from[i]);
  };
  blend(average->parameters(), network->parameters());
  blend(average->buffers(), network->buffers());
}

/// In the order of the parameters, which is the same for all peers; zeros where a batch taught
/// nothing, since its peers' may have.
std::vector<torch::Tensor> gradients_of(const TrainedNetwork& network) {
  std::vector<torch::Tensor> gradients;
  for (torch::Tensor& parameter : network->parameters()) {
    if (!parameter.requires_grad()) continue;
    if (!parameter.grad().defined()) parameter.mutable_grad() = torch::zeros_like(parameter);
    gradients.push_back(parameter.grad());
  }
  return gradients;
}

}  // namespace

Autocast::Autocast(bool on) {
  at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
  at::autocast::set_cpu_enabled(on);
}

Autocast::~Autocast() {
  at::autocast::clear_cache();
  at::autocast::set_cpu_enabled(false);
}

torch::Tensor images_of(Tensor& tensor) {
  const auto& [n, c, h, w] = tensor.shape;
  // One channel lies alike in both orders, and libtorch then takes the one that every convolution
  // has to bring into another and back, unless the strides say channels-last.
  return torch::from_blob(tensor.values.data(), {n, c, h, w}, {c * h * w, 1, w * c, c});
}

double rate_at(double done) {
  if (done < warm_up) return done / warm_up;
  const double way = (done - warm_up) / (1 - warm_up);
  return last_rate + (1 - last_rate) * 0.5 * (1 + std::cos(std::numbers::pi * way));
}

Learner::Learner(const TrainSettings& settings, const std::vector<std::string>& parts, Peers& peers)
    : settings_(settings),
      peers_(peers),
      network_(network_options(settings, parts.size())),
      average_(network_options(settings, parts.size())) {
  if (is_pack(settings.start))
    taken_ = take_pack(network_, settings, parts);
  else if (!settings.start.empty())
    taken_ = network_->take(Safetensors(settings.start));
  for (torch::Tensor& parameter : average_->parameters()) parameter.set_requires_grad(false);
  const auto groups = network_->groups(taken_);
  optimizer_ = std::make_unique<torch::optim::AdamW>(std::vector{
      group(groups.old, settings.weight_decay), group(groups.fresh, settings.weight_decay),
      group(groups.differences, difference_decay)});
}

void Learner::measure(std::vector<TrainBatch>& batches) {
  const torch::NoGradGuard no_grad;
  const Autocast autocast(settings_.bf16);
  std::vector<torch::Tensor> images;
  for (TrainBatch& batch : batches) images.push_back(images_of(batch.images));
  // A whole pack's norms were estimated over its training.
  const bool given = is_pack(settings_.start) &&
                     taken_.size() == backbone_named(settings_.architecture).convolutions().size();
  if (settings_.fixed_norms && !given) {
    network_->begin_estimating_norms();
    for (const torch::Tensor& batch : images) network_->forward(batch);
    network_->end_estimating_norms();
  }
  // Where nothing will be learned, the norms must not either.
  if (settings_.epochs == 0) network_->eval();
  network_->standardise_features(images);
}

void Learner::begin() {
  peers_.take_from_first(network_->parameters());
  peers_.take_from_first(network_->buffers());
  average_in(average_, network_, 0);
}

Learner::Step Learner::step(TrainBatch& batch, double rate, double number, bool stop) {
  const std::array highest{settings_.old_rate, settings_.new_rate,
                           settings_.new_rate * difference_rate};
  for (std::size_t i = 0; i < highest.size(); ++i)
    optimizer_->param_groups()[i].options().set_lr(highest[i] * rate);
  TrainedNetworkImpl::Scores scores;
  {
    const Autocast autocast(settings_.bf16);
    scores = network_->forward(images_of(batch.images));
  }
  const Losses losses = losses_of(scores, batch);
  optimizer_->zero_grad();
  (losses.part * part_weight + losses.finding + losses.place * settings_.place_weight +
   losses.box * settings_.box_weight)
      .backward();
  std::vector<double> said{losses.part.item<double>(), losses.finding.item<double>(),
                           losses.place.item<double>(), losses.box.item<double>(),
                           stop ? 1.0 : 0.0};
  if (peers_.count() > 1) peers_.average(gradients_of(network_), said);
  torch::nn::utils::clip_grad_norm_(network_->parameters(), longest_gradient);
  optimizer_->step();
  // Young averages follow fast, so that the first steps are soon forgotten.
  average_in(average_, network_, std::min(settings_.averaging, (1 + number) / (10 + number)));
  return {{said[0], said[1], said[2], said[3]}, said[4] > 0};
}

void Learner::save(const std::filesystem::path& file, const Standing& standing) const {
  save_checkpoint(file, network_, average_, *optimizer_, standing);
}

Standing Learner::load(const std::filesystem::path& file) {
  return load_checkpoint(file, network_, average_, *optimizer_);
}

}  // namespace osteon
