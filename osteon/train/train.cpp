#include "osteon/train/train.hpp"

#include <algorithm>
#include <ostream>
#include <utility>

#include <fmt/format.h>
#include <omp.h>
#include <torch/torch.h>

#include "osteon/base/error.hpp"
#include "osteon/engine/network.hpp"
#include "osteon/train/classic.hpp"
#include "osteon/train/finetune.hpp"
#include "osteon/train/peers.hpp"
#include "osteon/train/recipe.hpp"
#include "osteon/train/training_data.hpp"

namespace osteon {
namespace {

/// Images of one batch over all processes: how the loader numbers them.
constexpr int largest_batch = 4096;

void check_folder(const TrainSettings& settings) {
  if (settings.resume || !std::filesystem::exists(settings.out / "last.pt")) return;
  throw Error(ErrorCode::bad_argument,
              settings.out.string() +
                  " holds a run already; --resume goes on with it, or name another folder");
}

void check_batch(const TrainSettings& settings, int processes) {
  if (settings.batch * processes <= largest_batch) return;
  throw Error(ErrorCode::bad_argument,
              fmt::format("--batch is {} in each of {} processes, together they may have {}",
                          settings.batch, processes, largest_batch));
}

}  // namespace

TrainEnd train(const TrainSettings& given, std::ostream& progress, bool terminal,
               const std::atomic<bool>& stop) {
  TrainSettings settings = given;
  if (settings.recipe == Recipe::classic) complete_classic(settings);
  check(settings);
  const PeerPlace place = place_from_environment();
  check_batch(settings, place.count);
  check_folder(settings);
  TrainingData data = read_training_data(settings);
  std::filesystem::create_directories(settings.out);
  torch::manual_seed(settings.seed);
  // Without this Debian's libtorch computes on one core when it is not started from Python.
  torch::set_num_threads(std::max(1, omp_get_num_procs() / place.count_here));
  settings.bf16 = settings.bf16 && fastest_precision() == Precision::bf16;

  std::ostream silence(nullptr);
  std::ostream& out = place.rank == 0 ? progress : silence;
  for (const NamedMistake& named : original_mistakes())
    if (makes(settings, named.mistake))
      out << "WARNING, --original-mistake " << named.name << ": " << named.warning << '\n';
  if (settings.recipe == Recipe::classic)
    // Minutes on one machine: the others have nothing to add.
    return place.rank == 0 ? train_classic(settings, data, out, terminal, stop)
                           : TrainEnd::finished;
  Peers peers(place, std::chrono::seconds(settings.peer_timeout_s));
  return finetune(settings, std::move(data), peers, out, terminal && place.rank == 0, stop);
}

}  // namespace osteon
