#include "osteon/train/losses.hpp"

#include <catch2/catch.hpp>

namespace osteon {
namespace {

constexpr int cells = 3;

TrainBatch batch_of(const std::vector<int>& parts, const std::vector<int>& labels) {
  TrainBatch batch;
  batch.parts = parts;
  batch.labels = labels;
  const int images = static_cast<int>(parts.size());
  batch.places = Tensor({images, 1, cells, cells});
  batch.boxes = Tensor({images, 4, cells, cells});
  for (int i = 0; i < images; ++i)
    if (labels[static_cast<std::size_t>(i)] == 1) {
      batch.places.values[static_cast<std::size_t>(i * 9 + 4)] = 1;
      for (int side = 0; side < 4; ++side)
        batch.boxes.values[static_cast<std::size_t>((i * 4 + side) * 9 + 4)] = 0.5F;
    }
  return batch;
}

TrainedNetworkImpl::Scores scores_for(int images) {
  torch::manual_seed(5);
  return {.router = torch::randn({images, 3}),
          .experts = torch::randn({images, 2}),
          .places = torch::randn({images, 2, cells, cells}),
          .boxes = torch::rand({images, 4, cells, cells}) + 0.1};
}

TrainedNetworkImpl::Scores rows(const TrainedNetworkImpl::Scores& scores, int first, int count) {
  return {scores.router.narrow(0, first, count), scores.experts.narrow(0, first, count),
          scores.places.narrow(0, first, count), scores.boxes.narrow(0, first, count)};
}

}  // namespace

// Processes that share a batch average their gradients; this is why that is the whole batch's.
TEST_CASE("the losses of two halves average to the loss of the whole", "[train]") {
  const auto scores = scores_for(4);
  TrainBatch whole = batch_of({0, 1, 2, 1}, {1, 0, 0, 1});
  TrainBatch first = batch_of({0, 1}, {1, 0});
  TrainBatch second = batch_of({2, 1}, {0, 1});
  const Losses together = losses_of(scores, whole);
  const Losses a = losses_of(rows(scores, 0, 2), first);
  const Losses b = losses_of(rows(scores, 2, 2), second);
  const auto mean = [](const torch::Tensor& x, const torch::Tensor& y) {
    return (x.item<double>() + y.item<double>()) / 2;
  };
  CHECK(together.part.item<double>() == Approx(mean(a.part, b.part)));
  CHECK(together.finding.item<double>() == Approx(mean(a.finding, b.finding)));
  CHECK(together.place.item<double>() == Approx(mean(a.place, b.place)));
  CHECK(together.box.item<double>() == Approx(mean(a.box, b.box)));
}

TEST_CASE("a picture of no part teaches no expert and no place", "[train]") {
  auto scores = scores_for(1);
  TrainBatch batch = batch_of({2}, {0});
  const Losses losses = losses_of(scores, batch);
  CHECK(losses.finding.item<double>() == 0);
  CHECK(losses.place.item<double>() == 0);
  CHECK(losses.box.item<double>() == 0);
  CHECK(losses.part.item<double>() > 0);
}

TEST_CASE("a perfect box costs nothing, and one far off more than one", "[train]") {
  auto scores = scores_for(1);
  TrainBatch batch = batch_of({0}, {1});
  scores.boxes = torch::full({1, 4, cells, cells}, 0.5);
  CHECK(losses_of(scores, batch).box.item<double>() == Approx(0).margin(1e-6));
  scores.boxes = torch::full({1, 4, cells, cells}, 50.0);
  const double far_off = losses_of(scores, batch).box.item<double>();
  scores.boxes = torch::full({1, 4, cells, cells}, 0.6);
  CHECK(losses_of(scores, batch).box.item<double>() < far_off / 2);
}

}  // namespace osteon
