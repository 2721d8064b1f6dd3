// osteon model export: a pack's networks for other runtimes.
#include <memory>

#include <CLI/CLI.hpp>

#include "osteon/cli/command.hpp"
#include "osteon/cli/shared_options.hpp"
#include "osteon/export/export.hpp"

namespace osteon::cli {
namespace {

struct Options {
  std::filesystem::path pack;
  std::filesystem::path out;
  bool replace = false;
};

void declare(CLI::App& app, Options& o) {
  app.add_option("pack", o.pack,
                 "Folder of the model pack; without it $OSTEON_MODEL, else the shipped "
                 "models/osteon-base")
      ->type_name("PACK");
  app.add_option("--out", o.out, "Folder for the files, made if need be")
      ->required()
      ->type_name("FOLDER");
  app.add_flag("--replace", o.replace, "Write over files of the same names");
}

ExitCode run(const Options& o, Console& console) {
  for (const auto& file : export_onnx(read_pack(chosen_pack(o.pack)), o.out, o.replace))
    console.say(file.string());
  return ExitCode::ok;
}

}  // namespace

Command model_export() {
  const auto o = std::make_shared<Options>();
  return {
      .name = "model export",
      .synopsis = "Write a pack's networks as ONNX files, for other runtimes",
      .description =
          {"Writes router.onnx and expert-PART.onnx for each part; prints the name of each file "
           "written. Each is a whole network: backbone, pooling and head, with the weights in it. "
           "They take what Osteon's own preparation makes of a radiograph and give the scores from "
           "before the calibration; what else a program needs stands in each file's metadata.",
           "Heatmaps, boxes, thresholds and the refusal of what is no radiograph are Osteon's and "
           "not in the files."},
      .examples = {{"The shipped pack", "osteon model export --out onnx"},
                   {"One of your own, over the files of the last time",
                    "osteon model export runs/mine/pack --out onnx --replace"}},
      .options = [o](CLI::App& app) { declare(app, *o); },
      .run = [o](Console& console) { return run(*o, console); },
  };
}

}  // namespace osteon::cli
