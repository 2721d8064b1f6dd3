#include "osteon/train/finetune.hpp"

#include <algorithm>
#include <ostream>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "osteon/base/error.hpp"
#include "osteon/train/curves.hpp"
#include "osteon/train/learner.hpp"
#include "osteon/train/loader.hpp"
#include "osteon/train/pack_writer.hpp"
#include "osteon/train/progress.hpp"
#include "osteon/train/results.hpp"
#include "osteon/train/router_fit.hpp"
#include "osteon/train/sheet.hpp"
#include "osteon/train/validation.hpp"

namespace osteon {
namespace {

/// Seconds between checkpoints within an epoch.
constexpr double checkpoint_every_s = 120;
/// Batches on which the batch norms' statistics and the features' spread are measured, and the
/// epoch that they are drawn from, which no training reaches.
constexpr int measuring_batches = 32;
constexpr int measuring_epoch = 1'000'000;
/// Batches that are drawn in the run folder.
constexpr std::size_t shown_batches = 6;

/// One process's share of every batch.
LoaderOptions share_of(const TrainSettings& settings, const std::vector<std::string>& parts,
                       const Peers& peers) {
  return {.input = settings.input,
          .parts = parts,
          .cells = feature_side(backbone_named(settings.architecture), settings.input.side),
          .batch = settings.batch,
          .shares = peers.count(),
          .share = peers.rank(),
          .balance = settings.balance,
          .phantoms = settings.phantoms,
          .distractors = settings.distractors,
          .changes = settings.augment ? Changes::all : Changes::none,
          .seed = settings.seed};
}

/// What all peers' shares make together.
LoaderOptions whole(LoaderOptions share) {
  share.batch *= share.shares;
  share.shares = 1;
  share.share = 0;
  return share;
}

NamedTensor& tensor_in(std::vector<NamedTensor>& heads, std::string_view name) {
  return *std::ranges::find(heads, name, &NamedTensor::name);
}

LinearHead router_in(std::vector<NamedTensor>& heads) {
  NamedTensor& weight = tensor_in(heads, "router.weight");
  NamedTensor& bias = tensor_in(heads, "router.bias");
  return {torch::from_blob(weight.values.data(), weight.shape).clone(),
          torch::from_blob(bias.values.data(), bias.shape).clone()};
}

void put_router(std::vector<NamedTensor>& heads, const LinearHead& router) {
  const auto put = [&](std::string_view name, const torch::Tensor& from) {
    const torch::Tensor flat = from.contiguous();
    std::copy_n(flat.data_ptr<float>(), flat.numel(), tensor_in(heads, name).values.begin());
  };
  put("router.weight", router.weight);
  put("router.bias", router.bias);
}

/// The run: everything that its steps share.
class Run {
 public:
  Run(const TrainSettings& settings, TrainingData data, Peers& peers, std::ostream& out,
      bool terminal, const std::atomic<bool>& stop)
      : settings_(settings),
        data_(std::move(data)),
        parts_(data_.parts),
        validation_(data_.valid),
        peers_(peers),
        progress_(out, terminal, settings.batch * peers.count()),
        stop_(stop),
        learner_(settings, parts_, peers),
        loader_(data_.train, share_of(settings, parts_, peers)) {
    std::erase_if(validation_, [&](const Entry& entry) {
      return !std::ranges::binary_search(parts_, entry.part);
    });
    if (settings.resume) {
      standing_ = learner_.load(last());
      progress_.line(
          fmt::format("going on from epoch {}, step {}", standing_.epoch + 1, standing_.step));
      introduce();
    } else {
      introduce();
      if (peers.first()) measure();
      learner_.begin();
    }
  }

  TrainEnd walk() {
    while (standing_.epoch < settings_.epochs) {
      if (!epoch()) {
        save();
        return interrupted();
      }
    }
    return !peers_.first() || finish() ? TrainEnd::finished : interrupted();
  }

 private:
  std::filesystem::path last() const { return settings_.out / "last.pt"; }
  std::filesystem::path best() const { return settings_.out / "best.pt"; }

  TrainEnd interrupted() {
    progress_.line(
        fmt::format("interrupted; {} holds the state, --resume goes on from it", last().string()));
    return TrainEnd::interrupted;
  }

  void introduce() {
    progress_.line(fmt::format(
        "{}: {} images to train on, {} to validate, {} parts ({}); {} of {} convolutions start "
        "from given weights; {}{}",
        data_.about.source, data_.train.size(), validation_.size(), parts_.size(),
        fmt::join(parts_, ", "), learner_.taken().size(),
        backbone_named(settings_.architecture).convolutions().size(),
        settings_.bf16 ? "bf16 with fp32 weights" : "fp32",
        peers_.count() > 1 ? fmt::format("; {} processes", peers_.count()) : std::string()));
  }

  void measure() {
    Loader loader(data_.train, whole(share_of(settings_, parts_, peers_)));
    std::vector<TrainBatch> batches;
    loader.start(measuring_epoch, 0);
    while (static_cast<int>(batches.size()) < measuring_batches) {
      auto batch = loader.next();
      if (!batch) break;
      batches.push_back(std::move(*batch));
    }
    write_sheet(settings_.out / "augmented.png", settings_.input, parts_,
                std::span(batches).first(std::min(batches.size(), shown_batches)));
    learner_.measure(batches);
  }

  void save() {
    if (peers_.first()) learner_.save(last(), standing_);
  }

  /// False when it was asked to stop.
  bool epoch() {
    const int steps = loader_.batches_per_epoch();
    const int first = static_cast<int>(standing_.step);
    const auto all = static_cast<double>(settings_.epochs) * steps;
    const int number = static_cast<int>(standing_.epoch);
    loader_.start(number, first);
    progress_.epoch(number + 1, settings_.epochs, first, steps,
                    (settings_.epochs - number - 1) * steps);
    learner_.network()->train();
    double saved = 0;
    double rate = 0;
    while (auto batch = loader_.next()) {
      const double before =
          static_cast<double>(number) * steps + static_cast<double>(standing_.step);
      rate = rate_at((before + 1) / all);
      const Learner::Step step = learner_.step(*batch, rate, before, stop_);
      ++standing_.step;
      progress_.step(static_cast<int>(standing_.step), step.losses);
      // Alone, what was asked during the step counts; peers must all stop after the same one.
      if (step.stop || (peers_.count() == 1 && stop_)) return false;
      if (progress_.seconds() - saved > checkpoint_every_s) {
        saved = progress_.seconds();
        save();
      }
    }
    standing_.step = 0;
    ++standing_.epoch;
    if (peers_.first()) report_epoch(progress_.seconds(), rate * settings_.old_rate);
    return true;
  }

  void report_epoch(double seconds, double rate) {
    const Validation valid = validate(learner_.average(), validation_, parts_, settings_);
    const bool better = valid.figure() > standing_.best;
    if (better) {
      standing_.best = valid.figure();
      save_network(best(), learner_.average());
    }
    save();
    const StepLosses losses = progress_.losses();
    append_results(settings_.out, parts_,
                   {.epoch = standing_.epoch,
                    .seconds = seconds,
                    .rate = rate,
                    .losses = losses,
                    .accuracy = valid.accuracy,
                    .auroc = valid.auroc,
                    .macro = valid.macro,
                    .by_part = valid.by_part});
    draw_curves(settings_.out);
    progress_.line(
        fmt::format("epoch {}: {}; valid: part {:.1f} %, AUROC {:.3f}, mean over parts "
                    "{:.3f}{}",
                    standing_.epoch, text_of(losses), 100 * valid.accuracy, valid.auroc,
                    valid.macro, better ? " (best)" : ""));
  }

  /// False when it was asked to stop.
  bool finish() {
    // With no epochs it ends with what it started from, measured and fitted anew.
    if (settings_.epochs > 0 && !settings_.keep_last) load_network(best(), learner_.average());
    const TrainedNetworkImpl& network = *learner_.average();
    TrainedWeights weights{.backbone = network.backbone_tensors(),
                           .heads = network.head_tensors(parts_),
                           .place_biases = network.place_biases(),
                           .has_boxes = settings_.box_weight > 0 && settings_.place_weight > 0,
                           .router = "as it was learned"};
    Pack pack = write_backbone(settings_, data_, weights);
    if (!settings_.keep_router) {
      const auto fitted = fit_router(
          pack, router_in(weights.heads), data_.train, whole(share_of(settings_, parts_, peers_)),
          validation_, [&](const std::string& line) { progress_.line(line); }, stop_);
      if (!fitted) return false;
      put_router(weights.heads, fitted->head);
      weights.router = fitted->how;
    }
    const auto unread = loader_.unread();
    for (const auto& [file, why] : unread) progress_.line("skipped " + file + ": " + why);
    if (!unread.empty())
      progress_.line(
          fmt::format("{} training images could not be read and were skipped", unread.size()));
    complete_pack(std::move(pack), settings_, data_, weights, static_cast<int>(unread.size()));
    progress_.line("the pack is in " + (settings_.out / "pack").string());
    return true;
  }

  const TrainSettings& settings_;
  TrainingData data_;
  const std::vector<std::string>& parts_;
  std::vector<Entry> validation_;  ///< of the parts that are learned
  Peers& peers_;
  Progress progress_;
  const std::atomic<bool>& stop_;
  Learner learner_;
  Loader loader_;
  Standing standing_;
};

}  // namespace

TrainEnd finetune(const TrainSettings& settings, TrainingData data, Peers& peers,
                  std::ostream& progress, bool terminal, const std::atomic<bool>& stop) {
  return Run(settings, std::move(data), peers, progress, terminal, stop).walk();
}

}  // namespace osteon
