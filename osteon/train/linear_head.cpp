#include "osteon/train/router_fit.hpp"

namespace osteon {

LinearHead fit_logistic(const torch::Tensor& features, const torch::Tensor& classes, int count,
                        double penalty) {
  const torch::Tensor mean = features.mean(0);
  const torch::Tensor deviation = features.std(0);
  // A feature that hardly ever answers must not be blown up.
  const torch::Tensor scale = (deviation + 0.1 * deviation.mean()).reciprocal();
  const torch::Tensor standardised = (features - mean) * scale;
  torch::Tensor weight = torch::zeros({count, features.size(1)}, torch::requires_grad());
  torch::Tensor bias = torch::zeros({count}, torch::requires_grad());
  torch::optim::LBFGS optimizer({weight, bias}, torch::optim::LBFGSOptions(1)
                                                    .max_iter(200)
                                                    .history_size(20)
                                                    .tolerance_grad(1e-5)
                                                    .line_search_fn("strong_wolfe"));
  optimizer.step([&] {
    optimizer.zero_grad();
    const torch::Tensor loss =
        torch::cross_entropy_loss(torch::linear(standardised, weight, bias), classes) +
        0.5 * penalty * weight.square().sum();
    loss.backward();
    return loss;
  });
  const torch::Tensor plain = weight.detach() * scale;
  return {plain, bias.detach() - plain.mv(mean)};
}

Fit fit_of(const LinearHead& head, const torch::Tensor& features, const torch::Tensor& classes) {
  const torch::NoGradGuard no_grad;
  const torch::Tensor scores = torch::linear(features, head.weight, head.bias);
  return {.accuracy = scores.argmax(1).eq(classes).to(torch::kFloat64).mean().item<double>(),
          .cross_entropy = torch::cross_entropy_loss(scores, classes).item<double>()};
}

}  // namespace osteon
