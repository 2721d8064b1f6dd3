#include "osteon/train/linear_head.hpp"

#include <catch2/catch.hpp>

namespace osteon {
namespace {

LinearHead nothing(int classes, int features) {
  return {torch::zeros({classes, features}), torch::zeros({classes})};
}

/// Of a row without features, how probable each class is.
torch::Tensor said_of_nothing(const LinearHead& head) {
  const torch::Tensor none = torch::zeros({1, head.weight.size(1)});
  return torch::linear(none, head.weight, head.bias).softmax(1).squeeze(0);
}

}  // namespace

TEST_CASE("a fitted head tells apart what can be told apart, and no more surely than it may",
          "[train]") {
  torch::manual_seed(3);
  const torch::Tensor classes = torch::arange(300).remainder(3);
  // Small differences over large means, as of a backbone's features.
  const torch::Tensor features =
      40 + 0.2 * torch::one_hot(classes, 3).to(torch::kFloat32) + 0.03 * torch::randn({300, 3});
  const LinearHead head = fit_logistic(features, classes, torch::ones(3), nothing(3, 3), 1e-3);
  const torch::Tensor scores = torch::linear(features, head.weight, head.bias);
  CHECK(scores.argmax(1).eq(classes).all().item<bool>());

  const LinearHead shy = fit_logistic(features, classes, torch::ones(3), nothing(3, 3), 1.0);
  CHECK(shy.weight.norm().item<double>() < 0.5 * head.weight.norm().item<double>());
}

// At the lowest point the mean over the rows of what is said equals that of what is true.
TEST_CASE("a head fitted to noise says each class as often as there is and as it counts",
          "[train]") {
  torch::manual_seed(4);
  const torch::Tensor classes = torch::arange(400).remainder(4).clamp_max(2);  // 1 : 1 : 2
  const torch::Tensor features = torch::randn({400, 5});
  const auto fitted = [&](const torch::Tensor& counts) {
    return said_of_nothing(fit_logistic(features, classes, counts, nothing(3, 5), 1e-2));
  };
  const torch::Tensor alike = fitted(torch::ones(3));
  CHECK(alike[0].item<double>() == Approx(0.25).margin(0.03));
  CHECK(alike[2].item<double>() == Approx(0.50).margin(0.03));
  const torch::Tensor last_twice = fitted(torch::tensor({1.0F, 1.0F, 2.0F}));
  CHECK(last_twice[0].item<double>() == Approx(1 / 6.0).margin(0.03));
  CHECK(last_twice[2].item<double>() == Approx(4 / 6.0).margin(0.03));
}

TEST_CASE("what the rows do not speak of stays as it was learned", "[train]") {
  torch::manual_seed(5);
  const torch::Tensor classes = torch::arange(200).remainder(2);
  torch::Tensor features = 0.1 * torch::randn({200, 2});
  features.select(1, 0) += classes.to(torch::kFloat32);
  // The second feature never answers here; elsewhere it was found to speak for the first class.
  features.select(1, 1).fill_(3);
  const LinearHead learned{torch::tensor({{0.0F, 2.0F}, {0.0F, -2.0F}}), torch::zeros(2)};
  const LinearHead head = fit_logistic(features, classes, torch::ones(2), learned, 1e-3);
  CHECK(head.weight[0][1].item<double>() == Approx(2).margin(1e-3));
  CHECK(head.weight[1][1].item<double>() == Approx(-2).margin(1e-3));
  CHECK(fit_of(head, features, classes).accuracy > 0.99);
  CHECK(fit_of(learned, features, classes).accuracy == Approx(0.5));
}

}  // namespace osteon
