// How long one step of fine-tuning takes, without reading any image: train_step SIDE BATCH STEPS
// Prints the seconds of every step as a JSON array; two steps before them are not counted.
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>
#include <omp.h>

#include "osteon/base/random.hpp"
#include "osteon/engine/network.hpp"
#include "osteon/train/learner.hpp"
#include "osteon/train/memory.hpp"

using namespace osteon;

namespace {

constexpr int parts = 8;
constexpr int uncounted = 2;

/// Noise, labelled in turn; every second image shows a finding at one place.
TrainBatch noise(const TrainSettings& settings, int cells) {
  Random random(1);
  TrainBatch batch;
  batch.images = Tensor({settings.batch, 1, settings.input.side, settings.input.side});
  batch.places = Tensor({settings.batch, 1, cells, cells});
  batch.boxes = Tensor({settings.batch, 4, cells, cells});
  for (float& value : batch.images.values) value = static_cast<float>(60 * random.normal());
  const auto grid = static_cast<std::size_t>(cells * cells);
  for (int i = 0; i < settings.batch; ++i) {
    batch.parts.push_back(i % parts);
    batch.labels.push_back(i % 2);
    const auto image = static_cast<std::size_t>(i);
    if (i % 2 == 0) continue;
    batch.places.values[image * grid + grid / 2] = 1;
    for (std::size_t side = 0; side < 4; ++side)
      batch.boxes.values[(image * 4 + side) * grid + grid / 2] = 1;
  }
  return batch;
}

}  // namespace

int main(int argc, char* argv[]) {
  if (argc != 4) {
    std::cerr << "usage: train_step SIDE BATCH STEPS\n";
    return 2;
  }
  keep_memory();
  TrainSettings settings;
  settings.architecture = "resnet50-v1-layer3";  // as its peer in torch_step.py
  settings.input.side = std::atoi(argv[1]);
  settings.batch = std::atoi(argv[2]);
  settings.bf16 = fastest_precision() == Precision::bf16;
  const int steps = std::atoi(argv[3]);
  torch::manual_seed(1);
  torch::set_num_threads(omp_get_num_procs());

  Peers alone({}, std::chrono::seconds(1));
  std::vector<std::string> names;
  for (int part = 0; part < parts; ++part) names.push_back("part " + std::to_string(part));
  Learner learner(settings, names, alone);
  TrainBatch batch =
      noise(settings, feature_side(backbone_named(settings.architecture), settings.input.side));
  learner.begin();
  learner.network()->train();
  nlohmann::json seconds = nlohmann::json::array();
  for (int step = -uncounted; step < steps; ++step) {
    const auto begun = std::chrono::steady_clock::now();
    learner.step(batch, 0.5, 100, false);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    if (step >= 0) seconds.push_back(took.count());
  }
  std::cout << seconds.dump() << '\n';
}
