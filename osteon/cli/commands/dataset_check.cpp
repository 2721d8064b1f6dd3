// osteon dataset check: what is wrong with labelled radiographs before a network learns from them.
#include <memory>

#include <CLI/CLI.hpp>

#include "osteon/cli/command.hpp"
#include "osteon/cli/interrupt.hpp"
#include "osteon/cli/progress.hpp"
#include "osteon/cli/shared_options.hpp"
#include "osteon/dataset/check.hpp"

namespace osteon::cli {
namespace {

struct Options {
  std::string data;
  bool json = false;
  int threads = 0;
};

void declare(CLI::App& app, Options& o) {
  add_data_option(app, o.data);
  app.add_flag("--json", o.json, "Every finding as JSON; without it the first ten of each kind");
  add_threads_option(app, o.threads);
}

ExitCode run(const Options& o, Console& console) {
  try {
    const Interrupt interrupt;
    CheckReport report;
    {
      Progress progress(console);
      report = check_dataset(o.data, {.threads = o.threads, .progress = [&](std::size_t done) {
                                        interrupt.check();
                                        progress.show(done);
                                      }});
    }
    console.out << (o.json ? check_json(report) : check_table(report));
    return report.clean() ? ExitCode::ok : ExitCode::something_found;
  } catch (const Interrupted&) {
    console.warn("stopped; nothing was checked");
    return ExitCode::interrupted;
  }
}

}  // namespace

Command dataset_check() {
  const auto o = std::make_shared<Options>();
  return {
      .name = "dataset check",
      .synopsis = "Look for what spoils a training: broken files, copies, leaks, shortcuts",
      .description =
          {"Opens every image and names: files that cannot be used or end early; copies of one "
           "picture, equal or looking alike, with different labels or in different subsets or "
           "groups; patients or groups in more than one subset; outlines that do not fit; and "
           "properties of the files that tell the label without a look at a bone (size, "
           "orientation, bit depth, file type).",
           "The exit code is 0 where nothing was found, 1 where something was, and another where "
           "the check could not be done. Patients and groups are told by a number and their "
           "files, never by name. How each test decides: docs/datasets.md."},
      .examples = {{"Before training", "osteon dataset check folder:films"},
                   {"In a script", "osteon dataset check films.csv --json > findings.json"}},
      .options = [o](CLI::App& app) { declare(app, *o); },
      .run = [o](Console& console) { return run(*o, console); },
  };
}

}  // namespace osteon::cli
