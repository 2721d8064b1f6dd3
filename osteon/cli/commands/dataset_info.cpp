// osteon dataset info: what labelled radiographs there are.
#include <memory>

#include <CLI/CLI.hpp>

#include "osteon/cli/command.hpp"
#include "osteon/cli/interrupt.hpp"
#include "osteon/cli/progress.hpp"
#include "osteon/cli/shared_options.hpp"
#include "osteon/dataset/info.hpp"

namespace osteon::cli {
namespace {

struct Options {
  std::string data;
  bool json = false;
  bool labels_only = false;
  int threads = 0;
};

void declare(CLI::App& app, Options& o) {
  add_data_option(app, o.data);
  app.add_flag("--labels-only", o.labels_only,
               "Open no image: what the source says of them, without sizes and bit depths");
  app.add_flag("--json", o.json, "The same as JSON, with every size");
  add_threads_option(app, o.threads);
}

ExitCode run(const Options& o, Console& console) {
  try {
    const Interrupt interrupt;
    DatasetInfo info;
    {
      Progress progress(console);
      info = osteon::dataset_info(
          o.data, {.open = !o.labels_only, .threads = o.threads, .progress = [&](std::size_t done) {
                     interrupt.check();
                     if (!o.labels_only) progress.show(done);
                   }});
    }
    console.out << (o.json ? info_json(info) : info_table(info));
    return info.unusable.empty() ? ExitCode::ok : ExitCode::some_refused;
  } catch (const Interrupted&) {
    console.warn("stopped; nothing was counted");
    return ExitCode::interrupted;
  }
}

}  // namespace

Command dataset_info() {
  const auto o = std::make_shared<Options>();
  return {
      .name = "dataset info",
      .synopsis = "Count labelled radiographs: parts, labels, subsets, sizes",
      .description =
          {"Says how many radiographs there are of each body part and label, in each subset and in "
           "all; how many studies, patients or groups, and outlines; the sizes and bit depths; "
           "and the columns that subgroups can be made of.",
           "Opens every image, several at a time; --labels-only does not. A file that cannot be "
           "used is counted, and the exit code is then 1. No patient is named."},
      .examples = {{"FracAtlas as it was downloaded", "osteon dataset info fracatlas:FracAtlas"},
                   {"A large table, without opening its images",
                    "osteon dataset info films.csv --labels-only"}},
      .options = [o](CLI::App& app) { declare(app, *o); },
      .run = [o](Console& console) { return run(*o, console); },
  };
}

}  // namespace osteon::cli
