// osteon train: starts osteon-train, the one program that links libtorch.
#include <cstdlib>
#include <memory>

#include <CLI/CLI.hpp>

#include "osteon/cli/program.hpp"

namespace osteon::cli {
namespace {

ExitCode start_trainer(const std::vector<std::string>& arguments) {
  // Large pages halve the time that a step's fresh memory takes; read by glibc at a start only.
  setenv("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1", /*overwrite=*/0);
  become("osteon-train", arguments,
         "this build has no trainer; build it with OSTEON_TRAIN=ON, which needs libtorch-dev");
}

}  // namespace

Command train() {
  auto parser = std::make_shared<CLI::App*>(nullptr);
  return {
      .name = "train",
      .synopsis = "Train a model pack from labelled radiographs",
      .description = {},
      .examples = {},
      // Every word goes on to the trainer, --help too: it knows its settings, and this program
      // should not have to start libtorch to say what they are.
      .options =
          [parser](CLI::App& app) {
            app.set_help_flag();
            app.prefix_command();
            *parser = &app;
          },
      .run = [parser](Console&) { return start_trainer((*parser)->remaining()); },
  };
}

}  // namespace osteon::cli
