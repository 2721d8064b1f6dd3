#include "osteon/train/train.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <numbers>
#include <ostream>
#include <set>
#include <utility>

#include <ATen/autocast_mode.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <omp.h>
#include <torch/torch.h>

#include "osteon/base/error.hpp"
#include "osteon/dataset/entry.hpp"
#include "osteon/engine/network.hpp"
#include "osteon/evaluate/figures.hpp"
#include "osteon/radiograph/read.hpp"
#include "osteon/train/checkpoint.hpp"
#include "osteon/train/loader.hpp"
#include "osteon/train/losses.hpp"
#include "osteon/train/network.hpp"
#include "osteon/train/pack_writer.hpp"
#include "osteon/train/progress.hpp"

namespace osteon {
namespace {

/// Seconds between checkpoints within an epoch.
constexpr double checkpoint_every_s = 120;
/// Part of the run in which the learning rate climbs, and where it ends as a part of its height.
constexpr double warm_up = 0.05;
constexpr double last_rate = 0.01;
/// How much the experts' differences from what they share learn, and are drawn to zero.
constexpr double difference_rate = 0.2;
constexpr double difference_decay = 1.0;
/// Weight of "which part" in the loss beside "is there a finding".
constexpr double part_weight = 0.5;
/// Batches on which the batch norms' statistics and the features' spread are measured, and the
/// epoch that they are drawn from, which no training reaches.
constexpr int measuring_batches = 32;
constexpr int measuring_epoch = 1'000'000;
/// Longest step: the gradient's norm is cut to it.
constexpr double longest_gradient = 5.0;

/// Runs what is inside in bf16 where libtorch thinks it safe, and in fp32 elsewhere.
class Autocast {
 public:
  explicit Autocast(bool on) {
    at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
    at::autocast::set_cpu_enabled(on);
  }
  ~Autocast() {
    at::autocast::clear_cache();
    at::autocast::set_cpu_enabled(false);
  }
  Autocast(const Autocast&) = delete;
  Autocast& operator=(const Autocast&) = delete;
};

/// A linear climb, then half a cosine (Loshchilov and Hutter, ICLR 2017); in parts of the highest.
double rate_at(double done) {
  if (done < warm_up) return done / warm_up;
  const double way = (done - warm_up) / (1 - warm_up);
  return last_rate + (1 - last_rate) * 0.5 * (1 + std::cos(std::numbers::pi * way));
}

torch::Tensor images_of(Tensor& tensor) {
  const auto& [n, c, h, w] = tensor.shape;
  return torch::from_blob(tensor.values.data(), {n, c, h, w})
      .contiguous(torch::MemoryFormat::ChannelsLast);
}

/// Moves the average towards the network; buffers too, since they belong to the weights.
void average_in(TrainedNetwork& average, const TrainedNetwork& network, double keep) {
  const torch::NoGradGuard no_grad;
  const auto blend = [&](const std::vector<torch::Tensor>& to,
                         const std::vector<torch::Tensor>& from) {
    for (std::size_t i = 0; i < to.size(); ++i)
      if (to[i].is_floating_point())
        to[i].lerp_(from[i], 1 - keep);
      else
        to[i].copy_(from[i]);
  };
  blend(average->parameters(), network->parameters());
  blend(average->buffers(), network->buffers());
}

struct Validation {
  double accuracy = 0;  ///< of the part
  double auroc = 0.5;   ///< of the finding, given the part, pooled
  double macro = 0.5;   ///< mean over the parts that have both labels
  double figure() const { return auroc + macro + accuracy; }
};

Validation validate(TrainedNetwork& network, const std::vector<Entry>& entries,
                    const std::vector<std::string>& parts, const TrainSettings& settings) {
  network->eval();
  const torch::NoGradGuard no_grad;
  std::vector<Case> cases;
  int right = 0;
  std::vector<Radiograph> waiting;
  std::vector<const Entry*> of;
  const auto flush = [&] {
    if (waiting.empty()) return;
    Tensor tensor = prepare(waiting, settings.input);
    TrainedNetworkImpl::Scores out;
    {
      const Autocast autocast(settings.bf16);
      out = network->forward(images_of(tensor));
    }
    const auto answers = out.router.to(torch::kFloat32).argmax(1);
    for (std::size_t i = 0; i < of.size(); ++i) {
      const std::int64_t part = std::ranges::find(parts, of[i]->part) - parts.begin();
      const auto row = static_cast<std::int64_t>(i);
      right += answers[row].item<std::int64_t>() == part;
      // A score ranks as the probability that it will be calibrated to.
      cases.push_back({.part = of[i]->part,
                       .positive = of[i]->positive,
                       .probability = out.experts[row][part].item<double>()});
    }
    waiting.clear();
    of.clear();
  };
  for (const Entry& entry : entries) {
    try {
      waiting.push_back(read_radiograph(entry.file));
      of.push_back(&entry);
    } catch (const Error& error) {
      if (!input_at_fault(error.code())) throw;
    }
    if (waiting.size() == 16) flush();
  }
  flush();

  return {.accuracy =
              cases.empty() ? 0 : static_cast<double>(right) / static_cast<double>(cases.size()),
          .auroc = pooled_auroc(cases).value_or(0.5),
          .macro = mean_auroc(cases, parts).value_or(0.5)};
}

/// Appends; a run that goes on after an interruption keeps its rows.
void append_results(const std::filesystem::path& file, const std::string& row) {
  const bool fresh = !std::filesystem::exists(file);
  std::ofstream out(file, std::ios::app);
  if (fresh)
    out << "epoch,seconds,rate,part_loss,finding_loss,place_loss,box_loss,valid_part_accuracy,"
           "valid_auroc,valid_auroc_macro\n";
  out << row << '\n';
}

std::vector<std::string> parts_of(const std::vector<Entry>& entries) {
  std::set<std::string> parts;
  for (const Entry& entry : entries) parts.insert(entry.part);
  return {parts.begin(), parts.end()};
}

NetworkOptions network_options(const TrainSettings& settings, std::size_t parts) {
  return {.backbone = backbone_named(settings.architecture),
          .parts = static_cast<int>(parts),
          .pooling = settings.pooling,
          .fixed_norms = settings.fixed_norms,
          .fixed_stages = settings.fixed_stages};
}

/// The run: everything that its steps share.
class Run {
 public:
  Run(const TrainSettings& settings, Dataset dataset, std::ostream& out, bool terminal,
      const std::atomic<bool>& stop)
      : settings_(settings),
        dataset_(std::move(dataset)),
        training_(subset_of(dataset_, "train")),
        validation_(subset_of(dataset_, "valid")),
        parts_(parts_of(training_)),
        progress_(out, terminal, settings.batch),
        stop_(stop),
        network_(network_options(settings, parts_.size())),
        average_(network_options(settings, parts_.size())),
        loader_(training_,
                {.input = settings.input,
                 .parts = parts_,
                 .cells = feature_side(backbone_named(settings.architecture), settings.input.side),
                 .batch = settings.batch,
                 .balance = settings.balance,
                 .phantoms = settings.phantoms,
                 .distractors = settings.distractors,
                 .seed = settings.seed}) {
    std::erase_if(validation_, [&](const Entry& entry) {
      return !std::ranges::binary_search(parts_, entry.part);
    });
    if (!settings.start.empty()) taken_ = network_->take(Safetensors(settings.start));
    if (!settings.resume) measure_features();
    average_in(average_, network_, 0);
    for (torch::Tensor& parameter : average_->parameters()) parameter.set_requires_grad(false);
    const auto groups = network_->groups(taken_);
    optimizer_ = std::make_unique<torch::optim::AdamW>(std::vector{
        group(groups.old, settings.weight_decay), group(groups.fresh, settings.weight_decay),
        group(groups.differences, difference_decay)});
    if (settings.resume) {
      standing_ = load_checkpoint(last(), network_, average_, *optimizer_);
      progress_.line(
          fmt::format("going on from epoch {}, step {}", standing_.epoch + 1, standing_.step));
    }
  }

  TrainEnd walk() {
    progress_.line(
        fmt::format("{}: {} images to train on, {} to validate, {} parts ({}); {} of {} "
                    "convolutions start from "
                    "given weights; {}",
                    dataset_.source, training_.size(), validation_.size(), parts_.size(),
                    fmt::join(parts_, ", "), taken_.size(),
                    backbone_named(settings_.architecture).convolutions().size(),
                    settings_.bf16 ? "bf16 with fp32 weights" : "fp32"));
    while (standing_.epoch < settings_.epochs) {
      if (!epoch()) {
        save_checkpoint(last(), network_, average_, *optimizer_, standing_);
        progress_.line(fmt::format("interrupted; {} holds the state, --resume goes on from it",
                                   last().string()));
        return TrainEnd::interrupted;
      }
    }
    finish();
    return TrainEnd::finished;
  }

 private:
  static torch::optim::OptimizerParamGroup group(const std::vector<torch::Tensor>& parameters,
                                                 double decay) {
    return {parameters, std::make_unique<torch::optim::AdamWOptions>(
                            torch::optim::AdamWOptions(0).weight_decay(decay))};
  }

  /// What is measured once on training images, before the first step.
  void measure_features() {
    const torch::NoGradGuard no_grad;
    const Autocast autocast(settings_.bf16);
    std::vector<TrainBatch> batches;
    loader_.start(measuring_epoch, 0);
    while (static_cast<int>(batches.size()) < measuring_batches) {
      auto batch = loader_.next();
      if (!batch) break;
      batches.push_back(std::move(*batch));
    }
    std::vector<torch::Tensor> images;
    for (TrainBatch& batch : batches) images.push_back(images_of(batch.images));
    if (settings_.fixed_norms) {
      network_->begin_estimating_norms();
      for (const torch::Tensor& batch : images) network_->forward(batch);
      network_->end_estimating_norms();
    }
    network_->standardise_features(images);
  }

  std::filesystem::path last() const { return settings_.out / "last.pt"; }
  std::filesystem::path best() const { return settings_.out / "best.pt"; }

  void set_rates(double part) {
    const std::array highest{settings_.old_rate, settings_.new_rate,
                             settings_.new_rate * difference_rate};
    for (std::size_t i = 0; i < highest.size(); ++i)
      optimizer_->param_groups()[i].options().set_lr(highest[i] * part);
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
    network_->train();
    double saved = 0;
    double rate = 0;
    while (auto batch = loader_.next()) {
      rate = rate_at(
          (static_cast<double>(number) * steps + static_cast<double>(standing_.step) + 1) / all);
      set_rates(rate);
      step(*batch);
      ++standing_.step;
      if (stop_) return false;
      if (progress_.seconds() - saved > checkpoint_every_s) {
        saved = progress_.seconds();
        save_checkpoint(last(), network_, average_, *optimizer_, standing_);
      }
    }
    standing_.step = 0;
    ++standing_.epoch;
    const double seconds = progress_.seconds();
    report_epoch(seconds, rate * settings_.old_rate);
    return true;
  }

  void step(TrainBatch& batch) {
    TrainedNetworkImpl::Scores scores;
    {
      const Autocast autocast(settings_.bf16);
      scores = network_->forward(images_of(batch.images));
    }
    const Losses losses = losses_of(scores, batch);
    optimizer_->zero_grad();
    (losses.part * part_weight + losses.finding + losses.place * settings_.place_weight +
     losses.box * settings_.box_weight)
        .backward();
    torch::nn::utils::clip_grad_norm_(network_->parameters(), longest_gradient);
    optimizer_->step();
    // Young averages follow fast, so that the first steps are soon forgotten.
    const double done = static_cast<double>(standing_.epoch) * loader_.batches_per_epoch() +
                        static_cast<double>(standing_.step);
    average_in(average_, network_, std::min(settings_.averaging, (1 + done) / (10 + done)));
    progress_.step(static_cast<int>(standing_.step) + 1,
                   {losses.part.item<double>(), losses.finding.item<double>(),
                    losses.place.item<double>(), losses.box.item<double>()});
  }

  void report_epoch(double seconds, double rate) {
    const Validation valid = validate(average_, validation_, parts_, settings_);
    const bool better = valid.figure() > standing_.best;
    if (better) {
      standing_.best = valid.figure();
      save_network(best(), average_);
    }
    save_checkpoint(last(), network_, average_, *optimizer_, standing_);
    const StepLosses losses = progress_.losses();
    append_results(settings_.out / "results.csv",
                   fmt::format("{},{:.1f},{:.3g},{:.4f},{:.4f},{:.4f},{:.4f},{:.4f},{:.4f},{:.4f}",
                               standing_.epoch, seconds, rate, losses.part, losses.finding,
                               losses.place, losses.box, valid.accuracy, valid.auroc, valid.macro));
    progress_.line(
        fmt::format("epoch {}: {}; valid: part {:.1f} %, AUROC {:.3f}, mean over parts "
                    "{:.3f}{}",
                    standing_.epoch, text_of(losses), 100 * valid.accuracy, valid.auroc,
                    valid.macro, better ? " (best)" : ""));
  }

  void finish() {
    load_network(best(), average_);
    const auto unread = loader_.unread();
    for (const auto& [file, why] : unread) progress_.line("skipped " + file + ": " + why);
    if (!unread.empty())
      progress_.line(
          fmt::format("{} training images could not be read and were skipped", unread.size()));
    write_pack(settings_, dataset_, parts_, *average_, static_cast<int>(unread.size()));
    progress_.line("the pack is in " + (settings_.out / "pack").string());
  }

  const TrainSettings& settings_;
  Dataset dataset_;
  std::vector<Entry> training_;
  std::vector<Entry> validation_;
  std::vector<std::string> parts_;
  Progress progress_;
  const std::atomic<bool>& stop_;
  TrainedNetwork network_;
  TrainedNetwork average_;
  std::vector<std::string> taken_;
  std::unique_ptr<torch::optim::AdamW> optimizer_;
  Loader loader_;
  Standing standing_;
};

}  // namespace

TrainEnd train(const TrainSettings& settings, std::ostream& progress, bool terminal,
               const std::atomic<bool>& stop) {
  check(settings);
  Dataset dataset = open_dataset(settings.data);
  if (std::ranges::any_of(dataset.entries, [](const Entry& entry) { return entry.subset.empty(); }))
    split_by_group(dataset.entries, {.train = 0.8, .valid = 0.2, .test = 0}, settings.seed);
  if (!settings.resume && std::filesystem::exists(settings.out / "last.pt"))
    throw Error(ErrorCode::bad_argument,
                settings.out.string() +
                    " holds a run already; --resume goes on with it, or name "
                    "another folder");
  std::filesystem::create_directories(settings.out);
  torch::manual_seed(settings.seed);
  // Without this Debian's libtorch computes on one core when it is not started from Python.
  torch::set_num_threads(omp_get_num_procs());
  TrainSettings run = settings;
  run.bf16 = settings.bf16 && fastest_precision() == Precision::bf16;
  return Run(run, std::move(dataset), progress, terminal, stop).walk();
}

}  // namespace osteon
