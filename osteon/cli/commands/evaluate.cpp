// osteon evaluate: how good a pack is on labelled radiographs.
#include "osteon/evaluate/evaluate.hpp"

#include <memory>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/base/file.hpp"
#include "osteon/cli/command.hpp"
#include "osteon/cli/interrupt.hpp"
#include "osteon/cli/progress.hpp"
#include "osteon/cli/shared_options.hpp"

namespace osteon::cli {
namespace {

struct Options {
  std::string data;
  std::filesystem::path model;
  std::string subset;
  std::string precision = "auto";
  std::filesystem::path out;  // empty: write no files
  int resamples = EvaluateOptions{}.resamples;
  std::uint64_t seed = EvaluateOptions{}.seed;
  bool json = false;
  int threads = 0;
};

void declare(CLI::App& app, Options& o) {
  add_data_option(app, o.data);
  add_model_option(app, o.model);
  app.add_option("--subset", o.subset, "Only train, valid or test; without it every entry")
      ->type_name("SUBSET");
  add_precision_option(app, o.precision);
  app.add_option("--out", o.out, "Folder for metrics.json and predictions.csv")
      ->type_name("FOLDER");
  app.add_option("--resamples", o.resamples,
                 "Resamples of each 95 % interval, drawn by group; 0 for no intervals")
      ->type_name("N")
      ->check(CLI::Range(0, 100'000))
      ->capture_default_str();
  app.add_option("--seed", o.seed, "Seed of the resampling")->type_name("N")->capture_default_str();
  app.add_flag("--json", o.json, "The figures as JSON, as in metrics.json");
  add_threads_option(app, o.threads);
}

void make_folder(const std::filesystem::path& folder) {
  if (folder.empty()) return;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    throw Error(ErrorCode::unreadable,
                fmt::format("--out {}: {}", folder.string(), error.message()));
}

ExitCode evaluate_all(const Options& o, Console& console) {
  const Interrupt interrupt;
  use_threads(o.threads);
  const Dataset dataset = open_dataset(o.data);
  const std::vector<Entry> entries = subset_of(dataset, o.subset);
  const Detector detector = Detector::open(chosen_pack(o.model), precision_named(o.precision));
  if (detector.pack().target != dataset.target)
    console.warn(
        fmt::format("the pack {} was trained for '{}', the labels of {} mean '{}'; the "
                    "figures mix the two",
                    detector.pack().name, detector.pack().target, dataset.source, dataset.target));
  make_folder(o.out);

  const Predictions predictions = [&] {
    Progress progress(console, entries.size());
    return predict_entries(detector, entries, [&](std::size_t done) {
      interrupt.check();
      progress.show(done);
    });
  }();
  for (const auto& [file, why] : predictions.unread)
    console.warn(fmt::format("{}: {}", file.string(), why));
  const std::string metrics = metrics_json(
      detector, predictions,
      {.resamples = o.resamples, .seed = o.seed, .dataset = dataset.source, .subset = o.subset});
  console.out << (o.json ? metrics : metrics_table(metrics));
  console.flush();
  if (!o.out.empty()) {
    write_whole(o.out / "metrics.json", metrics);
    write_whole(o.out / "predictions.csv", predictions_csv(predictions));
  }
  return predictions.unread.empty() ? ExitCode::ok : ExitCode::some_refused;
}

ExitCode run(const Options& o, Console& console) {
  try {
    return evaluate_all(o, console);
  } catch (const Interrupted&) {
    console.warn("stopped; nothing was written");
    return ExitCode::interrupted;
  }
}

}  // namespace

Command evaluate() {
  const auto o = std::make_shared<Options>();
  return {
      .name = "evaluate",
      .synopsis = "Measure a model pack on labelled radiographs",
      .description =
          {"Reports the router, each expert given the true part, and both in sequence, each by "
           "itself, for every region and pooled, with 95 % intervals over groups (patients, where "
           "the data name them).",
           "A file that cannot be used is named on standard error, left out and counted; the exit "
           "code is then 1. Figures on data that a pack was trained on say nothing about others."},
      .examples =
          {{"The shipped pack on the validation part of FracAtlas",
            "osteon evaluate fracatlas:FracAtlas --subset valid"},
           {"Your own pack on folders named hand/fracture, hand/normal, with all files kept",
            "osteon evaluate folder:films -m packs/mine --out results"},
           {"One figure for a script",
            "osteon evaluate films.csv --json | jq .in_sequence.pooled.auroc"}},
      .options = [o](CLI::App& app) { declare(app, *o); },
      .run = [o](Console& console) { return run(*o, console); },
  };
}

}  // namespace osteon::cli
