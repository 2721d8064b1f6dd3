#include "osteon/train/checkpoint.hpp"

#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"
#include "tests/scratch_folder.hpp"

namespace osteon {
namespace {

struct State {
  TrainedNetwork network{NetworkOptions{backbone_named("resnet-tiny"), 2}};
  TrainedNetwork average{NetworkOptions{backbone_named("resnet-tiny"), 2}};
  torch::optim::AdamW optimizer{network->parameters(), torch::optim::AdamWOptions(1e-3)};

  /// One step on noise, so that the optimizer has something to remember.
  void step() {
    optimizer.zero_grad();
    network->forward(torch::randn({2, 1, 64, 64})).router.sum().backward();
    optimizer.step();
  }
};

}  // namespace

TEST_CASE("a checkpoint gives back weights, moments and every number of the standing", "[train]") {
  const ScratchFolder scratch;
  torch::manual_seed(1);
  State saved;
  saved.step();
  save_checkpoint(scratch / "last.pt", saved.network, saved.average, saved.optimizer,
                  {.epoch = 7, .step = 11, .best = 2.625});

  torch::manual_seed(2);
  State loaded;
  const Standing standing =
      load_checkpoint(scratch / "last.pt", loaded.network, loaded.average, loaded.optimizer);
  CHECK(standing.epoch == 7);
  CHECK(standing.step == 11);
  CHECK(standing.best == 2.625);

  // The next step is the same only if the optimizer remembers the one before.
  for (State* state : {&saved, &loaded}) {
    torch::manual_seed(3);
    state->step();
  }
  const auto a = saved.network->parameters();
  const auto b = loaded.network->parameters();
  for (std::size_t i = 0; i < a.size(); ++i) CHECK(torch::equal(a[i], b[i]));
}

TEST_CASE("a damaged checkpoint, and one of other parts, is refused", "[train]") {
  const ScratchFolder scratch;
  State state;
  scratch.write("damaged.pt", "PK but no archive");
  CHECK_THROWS_AS(load_network(scratch / "damaged.pt", state.network), Error);
  CHECK_THROWS_AS(load_network(scratch / "missing.pt", state.network), Error);
  save_network(scratch / "other.pt",
               TrainedNetwork(NetworkOptions{backbone_named("resnet-tiny"), 5}));
  CHECK_THROWS_AS(load_network(scratch / "other.pt", state.network), Error);
}

}  // namespace osteon
