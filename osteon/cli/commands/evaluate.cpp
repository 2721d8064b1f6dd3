// osteon evaluate: how good a pack is on labelled radiographs.
#include "osteon/evaluate/evaluate.hpp"

#include <memory>
#include <optional>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "osteon/appraisal/appraisal.hpp"
#include "osteon/base/error.hpp"
#include "osteon/base/file.hpp"
#include "osteon/cli/command.hpp"
#include "osteon/cli/interrupt.hpp"
#include "osteon/cli/progress.hpp"
#include "osteon/cli/shared_options.hpp"
#include "osteon/evaluate/columns.hpp"
#include "osteon/evaluate/evaluation.hpp"

namespace osteon::cli {
namespace {

struct Options {
  std::string data;
  std::filesystem::path from;  // empty: the networks run
  std::filesystem::path model;
  std::string subset;
  std::string precision = "auto";
  std::vector<std::string> by;
  std::filesystem::path out;  // empty: write no files
  int errors = 12;
  EvaluateOptions figures;
  bool json = false;
  int threads = 0;
};

void declare(CLI::App& app, Options& o) {
  const auto data =
      app.add_option("data", o.data,
                     "Labelled radiographs: mura:FOLDER, fracatlas:FOLDER, folder:FOLDER, csv:FILE, "
                     "or a path whose kind is then recognised")
          ->type_name("DATA");
  const auto from = app.add_option("--from", o.from,
                                   "In place of DATA, the folder that an evaluation wrote, or its "
                                   "predictions.csv: the figures are made anew and no network runs")
                        ->type_name("FOLDER|FILE")
                        ->excludes(data);
  add_model_option(app, o.model);
  app.add_option("--subset", o.subset, "Only train, valid or test; without it every entry")
      ->type_name("SUBSET")
      ->excludes(from);
  add_precision_option(app, o.precision);
  app.add_option("--by", o.by,
                 "Also report by a column of the data: part, subset, label, or one of a table; may "
                 "be given again. Its values are written to the files")
      ->type_name("COLUMN")
      ->allow_extra_args(false)
      ->excludes(from);
  app.add_option("--out", o.out,
                 "Folder for report.html, metrics.json, predictions.csv and the drawings, as SVG "
                 "and PNG")
      ->type_name("FOLDER");
  app.add_option("--errors", o.errors,
                 "How many of the worst errors report.html shows; 0 keeps radiographs out of it")
      ->type_name("N")
      ->check(CLI::Range(0, 200))
      ->capture_default_str();
  add_resampling_options(app, o.figures);
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

/// Runs the networks; `detector` is opened and stays for the worst errors.
Evaluation predicted(const Options& o, std::optional<Detector>& detector,
                     const Interrupt& interrupt, Console& console) {
  const Dataset dataset = open_dataset(o.data);
  const std::vector<Entry> entries = subset_of(dataset, o.subset);
  check_columns(dataset, entries, o.by);
  detector = Detector::open(chosen_pack(o.model), precision_named(o.precision));
  if (detector->pack().target != dataset.target)
    console.warn(fmt::format(
        "the pack {} was trained for '{}', the labels of {} mean '{}'; the "
        "figures mix the two",
        detector->pack().name, detector->pack().target, dataset.source, dataset.target));

  Progress progress(console, entries.size());
  Evaluation evaluation{.file = {},
                        .subject = subject_of(detector->pack(), detector->precision()),
                        .predictions = predict_entries(*detector, entries,
                                                       [&](std::size_t done) {
                                                         interrupt.check();
                                                         progress.show(done);
                                                       }),
                        .dataset = dataset.source,
                        .subset = o.subset};
  for (const auto& [file, why] : evaluation.predictions.unread)
    console.warn(fmt::format("{}: {}", file.string(), why));
  add_columns(evaluation.predictions, dataset, o.by);
  return evaluation;
}

void write_files(const Options& o, const Evaluation& evaluation, const std::string& metrics,
                 const std::optional<Detector>& detector, const Interrupt& interrupt) {
  std::vector<WorstError> errors = worst_errors(evaluation, o.errors);
  if (detector) draw(errors, evaluation, *detector, [&] { interrupt.check(); });
  write_whole(o.out / "metrics.json", metrics);
  write_whole(o.out / "predictions.csv", predictions_csv(evaluation.predictions));
  write_appraisal(o.out, evaluation, metrics, errors);
}

ExitCode evaluate_all(const Options& o, Console& console) {
  if (o.data.empty() && o.from.empty())
    throw Error(ErrorCode::bad_argument,
                "nothing to evaluate: name DATA, labelled radiographs, or an earlier evaluation "
                "with --from ('osteon evaluate --help' shows what it takes)");
  const Interrupt interrupt;
  use_threads(o.threads);
  std::optional<Detector> detector;
  make_folder(o.out);
  const Evaluation evaluation =
      o.from.empty() ? predicted(o, detector, interrupt, console) : read_evaluation(o.from);
  EvaluateOptions figures = o.figures;
  figures.dataset = evaluation.dataset;
  figures.subset = evaluation.subset;
  const std::string metrics = metrics_json(evaluation.subject, evaluation.predictions, figures);
  console.out << (o.json ? metrics : metrics_table(metrics));
  console.flush();
  if (!o.out.empty()) write_files(o, evaluation, metrics, detector, interrupt);
  return evaluation.predictions.unread.empty() ? ExitCode::ok : ExitCode::some_refused;
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
           "itself, for every region and pooled, of images and of studies, with 95 % intervals "
           "over groups (patients, where the data name them). With --out, report.html holds the "
           "figures, drawings and the worst errors on one page.",
           "A file that cannot be used is named on standard error, left out and counted; the exit "
           "code is then 1. Figures on data that a pack was trained on say nothing about others."},
      .examples =
          {{"The shipped pack on the validation part of FracAtlas",
            "osteon evaluate fracatlas:FracAtlas --subset valid"},
           {"Your own pack on folders named hand/fracture, hand/normal, with all files kept",
            "osteon evaluate folder:films -m packs/mine --out results"},
           {"The same for a ward where one in twenty is fractured, without running it again",
            "osteon evaluate --from results --prevalence 0.05"},
           {"One figure for a script",
            "osteon evaluate films.csv --json | jq .in_sequence.pooled.auroc"}},
      .options = [o](CLI::App& app) { declare(app, *o); },
      .run = [o](Console& console) { return run(*o, console); },
  };
}

}  // namespace osteon::cli
