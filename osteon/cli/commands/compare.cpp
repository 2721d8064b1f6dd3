// osteon compare: two packs on the same labelled radiographs.
#include "osteon/evaluate/compare.hpp"

#include <memory>

#include <CLI/CLI.hpp>

#include "osteon/cli/command.hpp"
#include "osteon/cli/shared_options.hpp"

namespace osteon::cli {
namespace {

struct Options {
  std::filesystem::path a;
  std::filesystem::path b;
  EvaluateOptions figures;
  bool json = false;
};

void declare(CLI::App& app, Options& o) {
  app.add_option("a", o.a, "Folder that 'osteon evaluate --out' wrote, or its predictions.csv")
      ->required()
      ->type_name("A");
  app.add_option("b", o.b, "Another, over the same images")->required()->type_name("B");
  add_resampling_options(app, o.figures);
  app.add_flag("--json", o.json, "The figures as JSON");
}

ExitCode run(const Options& o, Console& console) {
  const std::string comparison =
      comparison_json(read_evaluation(o.a), read_evaluation(o.b), o.figures);
  console.out << (o.json ? comparison : comparison_table(comparison));
  console.flush();
  return ExitCode::ok;
}

}  // namespace

Command compare() {
  const auto o = std::make_shared<Options>();
  return {
      .name = "compare",
      .synopsis = "Compare two evaluations over the same images",
      .description =
          {"Differences of B from A: for each figure an interval by the paired bootstrap over "
           "groups; for AUROC the test of DeLong et al. (1988); for the decisions at both "
           "thresholds, and for the body part, that of McNemar (1947).",
           "Images are matched by their file. Two evaluations that are not over the same images, "
           "labels and groups are refused, with counts."},
      .examples =
          {{"A new pack against the one in use",
            "osteon evaluate films.csv -m packs/old --out old && osteon evaluate films.csv -m "
            "packs/new --out new && osteon compare old new"},
           {"One figure for a script",
            "osteon compare old new --json | jq .in_sequence.pooled.delong.p"}},
      .options = [o](CLI::App& app) { declare(app, *o); },
      .run = [o](Console& console) { return run(*o, console); },
  };
}

}  // namespace osteon::cli
