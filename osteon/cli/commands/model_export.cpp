// osteon model export: a pack's networks for other runtimes.
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "osteon/cli/command.hpp"
#include "osteon/cli/shared_options.hpp"
#include "osteon/export/export.hpp"

namespace osteon::cli {
namespace {

struct Options {
  std::filesystem::path pack;
  std::filesystem::path out;
  std::string precision = "fp32";
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
  app.add_option("--precision", o.precision,
                 "Numbers of the networks: fp32, or int8 for runtimes that fuse QuantizeLinear and "
                 "DequantizeLinear into 8-bit arithmetic; int8 needs a pack with ranges")
      ->type_name("fp32|int8")
      ->check(CLI::IsMember({"fp32", "int8"}))
      ->capture_default_str();
  app.add_flag("--replace", o.replace, "Write over files of the same names");
}

ExitCode run(const Options& o, Console& console) {
  // Not precision_named(): the CPU that exports need not be the one that will multiply.
  const ExportOptions options{
      .precision = o.precision == "int8" ? Precision::int8 : Precision::fp32, .replace = o.replace};
  for (const auto& file : export_onnx(read_pack(chosen_pack(o.pack)), o.out, options))
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
           "At int8 the files are a quarter as large, and faster where the runtime "
           "makes one 8-bit convolution of each between its QuantizeLinear and DequantizeLinear, "
           "as ONNX Runtime does. The weights are rounded as Osteon rounds them, activations "
           "within the ranges that 'osteon model quantize' or a training measured.",
           "Heatmaps, boxes, thresholds and the refusal of what is no radiograph are Osteon's and "
           "not in the files."},
      .examples = {{"The shipped pack", "osteon model export --out onnx"},
                   {"One of your own, over the files of the last time",
                    "osteon model export runs/mine/pack --out onnx --replace"},
                   {"For ONNX Runtime's 8-bit arithmetic",
                    "osteon model export --precision int8 --out onnx-int8"}},
      .options = [o](CLI::App& app) { declare(app, *o); },
      .run = [o](Console& console) { return run(*o, console); },
  };
}

}  // namespace osteon::cli
