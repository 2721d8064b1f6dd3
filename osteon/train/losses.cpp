#include "osteon/train/losses.hpp"

#include <algorithm>

namespace osteon {
namespace {

/// The borders between neighbouring parts are soft (Szegedy et al., CVPR 2016).
constexpr double part_smoothing = 0.05;
/// Focal loss (Lin et al., ICCV 2017): how little a place that is answered well counts, and the
/// share of what shows a finding.
constexpr double focus = 2;
constexpr double shown_share = 0.5;
/// Share of a batch's places that show a finding: about a quarter of the images do, at one place in
/// two hundred. A constant instead of the count keeps halves of a batch comparable.
constexpr double share_that_shows = 0.0013;

torch::Tensor tensor_of(Tensor& tensor) {
  const auto& [n, c, h, w] = tensor.shape;
  return torch::from_blob(tensor.values.data(), {n, c, h, w});
}

/// \param scores  log odds, \param shown  1, 0, or -1 where nothing is known
torch::Tensor focal_loss(const torch::Tensor& scores, const torch::Tensor& shown) {
  const torch::Tensor is = shown.gt(0.5).to(torch::kFloat32);
  const torch::Tensor known = shown.ge(0).to(torch::kFloat32);
  const torch::Tensor each =
      torch::binary_cross_entropy_with_logits(scores, is, {}, {}, at::Reduction::None);
  const torch::Tensor chance = torch::sigmoid(scores);
  const torch::Tensor wrong = is * (1 - chance) + (1 - is) * chance;
  const torch::Tensor share = is * shown_share + (1 - is) * (1 - shown_share);
  return (each * wrong.pow(focus) * share * known).sum();
}

/// 1 - generalised IoU (Rezatofighi et al., CVPR 2019) of boxes around one place, each as its
/// distances to the left, top, right and bottom along dimension 1.
torch::Tensor box_loss(const torch::Tensor& said, const torch::Tensor& true_box) {
  const auto area = [](const torch::Tensor& box) {
    return (box.select(1, 0) + box.select(1, 2)) * (box.select(1, 1) + box.select(1, 3));
  };
  const auto sides = [](const torch::Tensor& box, int low, int high) {
    return (box.select(1, low) + box.select(1, high)).clamp_min(0);
  };
  const torch::Tensor least = torch::minimum(said, true_box);
  const torch::Tensor most = torch::maximum(said, true_box);
  const torch::Tensor common = sides(least, 0, 2) * sides(least, 1, 3);
  const torch::Tensor either = area(said) + area(true_box) - common;
  const torch::Tensor around = area(most);
  return 1 - common / either + (around - either) / around;
}

}  // namespace

Losses losses_of(const TrainedNetworkImpl::Scores& scores, TrainBatch& batch) {
  const auto parts = torch::tensor(batch.parts).to(torch::kLong);
  const auto labels = torch::tensor(batch.labels).to(torch::kFloat32);
  const auto images = static_cast<double>(batch.parts.size());
  const auto part = torch::nn::functional::cross_entropy(
      scores.router, parts,
      torch::nn::functional::CrossEntropyFuncOptions().label_smoothing(part_smoothing));
  const auto shows_part = parts.lt(scores.experts.size(1)).to(torch::kFloat32);
  const auto own = parts.clamp_max(scores.experts.size(1) - 1);
  const auto finding = torch::binary_cross_entropy_with_logits(
      scores.experts.gather(1, own.unsqueeze(1)).squeeze(1), labels, {}, {}, at::Reduction::None);

  const torch::Tensor shown = tensor_of(batch.places).squeeze(1);
  const auto own_places =
      scores.places
          .gather(1, own.reshape({-1, 1, 1, 1}).expand({-1, 1, shown.size(1), shown.size(2)}))
          .squeeze(1);
  const torch::Tensor taught = torch::where(shows_part.reshape({-1, 1, 1}).gt(0), shown, -1);
  const torch::Tensor boxed = taught.gt(0.5).to(torch::kFloat32);
  const double showing = share_that_shows * static_cast<double>(shown.numel());
  return {.part = part,
          .finding = (finding * shows_part).sum() / images,
          .place = focal_loss(own_places, taught) / showing,
          .box = (box_loss(scores.boxes, tensor_of(batch.boxes)) * boxed).nan_to_num(0).sum() /
                 showing};
}

}  // namespace osteon
