// osteon train: starts osteon-train, the one program that links libtorch.
#include <cstdlib>
#include <filesystem>
#include <memory>

#include <CLI/CLI.hpp>
#include <unistd.h>

#include "osteon/base/error.hpp"
#include "osteon/cli/command.hpp"

namespace osteon::cli {
namespace {

std::filesystem::path trainer() {
  const auto beside =
      std::filesystem::read_symlink("/proc/self/exe").parent_path() / "osteon-train";
  if (!std::filesystem::exists(beside))
    throw Error(
        ErrorCode::unsupported,
        "this build has no trainer beside it (osteon-train); build it with OSTEON_TRAIN=ON, "
        "which needs libtorch-dev");
  return beside;
}

ExitCode start_trainer(const std::vector<std::string>& arguments) {
  const auto program = trainer();
  // Large pages halve the time that a step's fresh memory takes; read by glibc at a start only.
  setenv("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1", /*overwrite=*/0);
  std::vector<char*> argv{const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  execv(program.c_str(), argv.data());
  throw Error(ErrorCode::internal, program.string() + " could not be started");
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
