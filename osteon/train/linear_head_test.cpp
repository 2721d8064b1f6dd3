#include "osteon/train/router_fit.hpp"

#include <catch2/catch.hpp>

namespace osteon {

TEST_CASE("a fitted router tells apart what can be told apart, and no more surely than it may",
          "[train]") {
  torch::manual_seed(3);
  const torch::Tensor classes = torch::arange(300).remainder(3);
  // Small differences over large means, as of a backbone's features.
  const torch::Tensor features =
      40 + 0.2 * torch::one_hot(classes, 3).to(torch::kFloat32) + 0.03 * torch::randn({300, 3});
  const LinearHead head = fit_logistic(features, classes, 3, 1e-3);
  const torch::Tensor scores = torch::linear(features, head.weight, head.bias);
  CHECK(scores.argmax(1).eq(classes).all().item<bool>());

  const LinearHead shy = fit_logistic(features, classes, 3, 1.0);
  CHECK(shy.weight.norm().item<double>() < 0.5 * head.weight.norm().item<double>());
}

// At the lowest point the mean over the rows of what is said equals that of what is true.
TEST_CASE("a router fitted to noise says each class as often as there is", "[train]") {
  torch::manual_seed(4);
  const torch::Tensor classes = torch::arange(400).remainder(4).clamp_max(2);  // 1 : 1 : 2
  const LinearHead head = fit_logistic(torch::randn({400, 5}), classes, 3, 1e-2);
  const torch::Tensor none = torch::zeros({1, 5});
  const torch::Tensor said = torch::linear(none, head.weight, head.bias).softmax(1).squeeze(0);
  CHECK(said[0].item<double>() == Approx(0.25).margin(0.03));
  CHECK(said[2].item<double>() == Approx(0.50).margin(0.03));
}

}  // namespace osteon
