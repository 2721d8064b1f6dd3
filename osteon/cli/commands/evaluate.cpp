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
#include "osteon/cli/commands/evaluate_shift.hpp"
#include "osteon/cli/interrupt.hpp"
#include "osteon/cli/progress.hpp"
#include "osteon/cli/shared_options.hpp"
#include "osteon/evaluate/columns.hpp"
#include "osteon/evaluate/evaluation.hpp"
#include "osteon/evaluate/sample.hpp"
#include "osteon/evaluate/shift/report.hpp"

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
  std::size_t limit = 0;  // 0: all entries
  ShiftOptions shift;
};

void declare(CLI::App& app, Options& o) {
  const auto data =
      app.add_option(
             "data", o.data,
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
  app.add_option("--limit", o.limit, "Only so many entries, drawn by the seed")
      ->type_name("N")
      ->check(CLI::PositiveNumber)
      ->excludes(from);
  add_shift_options(app, o.shift);
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

/// Labelled radiographs and the pack that is held against them.
struct Question {
  Dataset dataset;
  std::vector<Entry> entries;
  Detector detector;
};

Question question_of(const Options& o, Console& console) {
  Dataset dataset = open_dataset(o.data);
  std::vector<Entry> entries = sample(subset_of(dataset, o.subset), o.limit, o.figures.seed);
  check_columns(dataset, entries, o.by);
  Detector detector = Detector::open(chosen_pack(o.model), precision_named(o.precision));
  if (detector.pack().target != dataset.target)
    console.warn(
        fmt::format("the pack {} was trained for '{}', the labels of {} mean '{}'; the figures mix "
                    "the two",
                    detector.pack().name, detector.pack().target, dataset.source, dataset.target));
  return {std::move(dataset), std::move(entries), std::move(detector)};
}

ExitCode say(const std::string& figures, const std::string& table,
             const std::vector<Unread>& unread, const Options& o, Console& console) {
  for (const auto& [file, why] : unread) console.warn(fmt::format("{}: {}", file.string(), why));
  console.out << (o.json ? figures : table);
  console.flush();
  return unread.empty() ? ExitCode::ok : ExitCode::some_refused;
}

ExitCode evaluate_shifted(const Options& o, const Question& question, const Interrupt& interrupt,
                          Console& console) {
  EvaluateOptions options = o.figures;
  options.dataset = question.dataset.source;
  options.subset = o.subset;
  std::optional<Progress> progress;
  std::vector<Unread> unread;
  const std::string figures = measure_shifts(
      o.shift, question.detector, question.entries, options,
      [&](std::size_t done, std::size_t total) {
        interrupt.check();
        if (!progress) progress.emplace(console, total);
        progress->show(done);
      },
      unread);
  progress.reset();
  if (!o.out.empty()) write_whole(o.out / "shift.json", figures);
  return say(figures, shift_table(figures), unread, o, console);
}

Evaluation predicted(const Options& o, const Question& question, const Interrupt& interrupt,
                     Console& console) {
  Progress progress(console, question.entries.size());
  const Detector& detector = question.detector;
  Evaluation evaluation{.file = {},
                        .subject = subject_of(detector.pack(), detector.precision()),
                        .predictions = predict_entries(detector, question.entries,
                                                       [&](std::size_t done) {
                                                         interrupt.check();
                                                         progress.show(done);
                                                       }),
                        .dataset = question.dataset.source,
                        .subset = o.subset};
  add_columns(evaluation.predictions, question.dataset, o.by);
  return evaluation;
}

/// \param detector  null where no network ran: then the worst errors are not drawn
ExitCode tell(const Options& o, const Evaluation& evaluation, const Detector* detector,
              const Interrupt& interrupt, Console& console) {
  EvaluateOptions figures = o.figures;
  figures.dataset = evaluation.dataset;
  figures.subset = evaluation.subset;
  const std::string metrics = metrics_json(evaluation.subject, evaluation.predictions, figures);
  if (!o.out.empty()) {
    std::vector<WorstError> errors = worst_errors(evaluation, o.errors);
    if (detector != nullptr) draw(errors, evaluation, *detector, [&] { interrupt.check(); });
    write_whole(o.out / "metrics.json", metrics);
    write_whole(o.out / "predictions.csv", predictions_csv(evaluation.predictions));
    write_appraisal(o.out, evaluation, metrics, errors);
  }
  // Last: a reader of the output that goes away must not cost the files.
  return say(metrics, metrics_table(metrics), evaluation.predictions.unread, o, console);
}

ExitCode evaluate_all(const Options& o, Console& console) {
  if (o.data.empty() && o.from.empty())
    throw Error(ErrorCode::bad_argument,
                "nothing to evaluate: name DATA, labelled radiographs, or an earlier evaluation "
                "with --from ('osteon evaluate --help' shows what it takes)");
  const Interrupt interrupt;
  use_threads(o.threads);
  make_folder(o.out);
  if (!o.from.empty()) return tell(o, read_evaluation(o.from), nullptr, interrupt, console);
  const Question question = question_of(o, console);
  if (o.shift.wanted()) return evaluate_shifted(o, question, interrupt, console);
  return tell(o, predicted(o, question, interrupt, console), &question.detector, interrupt,
              console);
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
           "code is then 1. Figures on data that a pack was trained on say nothing about others.",
           "With --shift the same films are also cropped, turned, mirrored, windowed and made "
           "worse in other ways, and each figure stands beside that of the films as they are; with "
           "--out-of-scope pictures are drawn that it must not answer."},
      .examples =
          {{"The shipped pack on the validation part of FracAtlas",
            "osteon evaluate fracatlas:FracAtlas --subset valid"},
           {"Your own pack on folders named hand/fracture, hand/normal, with all files kept",
            "osteon evaluate folder:films -m packs/mine --out results"},
           {"The same for a ward where one in twenty is fractured, without running it again",
            "osteon evaluate --from results --prevalence 0.05"},
           {"One figure for a script",
            "osteon evaluate films.csv --json | jq .in_sequence.pooled.auroc"},
           {"How much it loses on films that come another way, and what it refuses",
            "osteon evaluate fracatlas:FracAtlas --subset valid --shift --out-of-scope 20"}},
      .options = [o](CLI::App& app) { declare(app, *o); },
      .run = [o](Console& console) { return run(*o, console); },
  };
}

}  // namespace osteon::cli
