#include "osteon/train/linear_head.hpp"

namespace osteon {

LinearHead fit_logistic(const torch::Tensor& features, const torch::Tensor& classes,
                        const torch::Tensor& counts, const LinearHead& learned, double penalty) {
  const torch::Tensor mean = features.mean(0);
  const torch::Tensor deviation = features.std(0);
  // A feature that hardly ever answers must not be blown up.
  const torch::Tensor scale = (deviation + 0.1 * deviation.mean()).reciprocal();
  const torch::Tensor standardised = (features - mean) * scale;
  const torch::Tensor before = torch::linear(features, learned.weight, learned.bias);
  torch::Tensor weight = torch::zeros_like(learned.weight, torch::requires_grad());
  torch::Tensor bias = torch::zeros_like(learned.bias, torch::requires_grad());
  torch::optim::LBFGS optimizer({weight, bias}, torch::optim::LBFGSOptions(1)
                                                    .max_iter(200)
                                                    .history_size(20)
                                                    .tolerance_grad(1e-5)
                                                    .line_search_fn("strong_wolfe"));
  optimizer.step([&] {
    optimizer.zero_grad();
    const torch::Tensor loss =
        torch::cross_entropy_loss(before + torch::linear(standardised, weight, bias), classes,
                                  counts) +
        0.5 * penalty * weight.square().sum();
    loss.backward();
    return loss;
  });
  const torch::Tensor moved = weight.detach() * scale;
  return {learned.weight + moved, learned.bias + bias.detach() - moved.mv(mean)};
}

Fit fit_of(const LinearHead& head, const torch::Tensor& features, const torch::Tensor& classes) {
  const torch::NoGradGuard no_grad;
  const torch::Tensor scores = torch::linear(features, head.weight, head.bias);
  return {.accuracy = scores.argmax(1).eq(classes).to(torch::kFloat64).mean().item<double>(),
          .cross_entropy = torch::cross_entropy_loss(scores, classes).item<double>()};
}

}  // namespace osteon
