#include "osteon/train/train.hpp"

#include <algorithm>
#include <ostream>
#include <set>
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

namespace osteon {
namespace {

/// Images of one batch over all processes: how the loader numbers them.
constexpr int largest_batch = 4096;

void split_by_image(Dataset& dataset, std::uint64_t seed) {
  for (std::size_t i = 0; i < dataset.entries.size(); ++i)
    dataset.entries[i].group = std::to_string(i);
  split_by_group(dataset.entries, {.train = 0.72, .valid = 0.18, .test = 0.10}, seed);
}

/// Where the dataset has no subsets of its own, whole groups make them up.
void give_subsets(Dataset& dataset, const TrainSettings& settings) {
  if (makes(settings, OriginalMistake::split_by_image)) {
    split_by_image(dataset, settings.seed);
    return;
  }
  if (std::ranges::none_of(dataset.entries,
                           [](const Entry& entry) { return entry.subset.empty(); }))
    return;
  const Shares shares = settings.recipe == Recipe::classic
                            ? Shares{.train = 0.72, .valid = 0.18, .test = 0.10}
                            : Shares{.train = 0.8, .valid = 0.2, .test = 0};
  split_by_group(dataset.entries, shares, settings.seed);
}

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

std::vector<std::string> parts_of(const std::vector<Entry>& entries) {
  std::set<std::string> parts;
  for (const Entry& entry : entries) parts.insert(entry.part);
  return {parts.begin(), parts.end()};
}

TrainEnd train(const TrainSettings& given, std::ostream& progress, bool terminal,
               const std::atomic<bool>& stop) {
  TrainSettings settings = given;
  if (settings.recipe == Recipe::classic) complete_classic(settings);
  check(settings);
  const PeerPlace place = place_from_environment();
  check_batch(settings, place.count);
  Dataset dataset = open_dataset(settings.data);
  give_subsets(dataset, settings);
  check_folder(settings);
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
    return place.rank == 0 ? train_classic(settings, dataset, out, terminal, stop)
                           : TrainEnd::finished;
  Peers peers(place, std::chrono::seconds(settings.peer_timeout_s));
  return finetune(settings, std::move(dataset), peers, out, terminal && place.rank == 0, stop);
}

}  // namespace osteon
