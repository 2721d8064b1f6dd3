// osteon model average: two packs of one descent become one.
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "osteon/cli/command.hpp"
#include "osteon/cli/new_pack.hpp"
#include "osteon/model/average.hpp"

namespace osteon::cli {
namespace {

struct Options {
  std::filesystem::path first;
  std::filesystem::path second;
  float share = 0.5F;
  std::filesystem::path out;
};

void declare(CLI::App& app, Options& o) {
  app.add_option("FIRST", o.first, "Folder of a pack")->required()->type_name("PACK");
  app.add_option("SECOND", o.second, "Folder of a pack that was trained from it")
      ->required()
      ->type_name("PACK");
  app.add_option("--share", o.share, "Weight of the second, 0 to 1")
      ->type_name("SHARE")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  app.add_option("--out", o.out, "Folder for the new pack; must not hold one")
      ->required()
      ->type_name("FOLDER");
}

ExitCode run(const Options& o, Console& console) {
  refuse_existing_pack(o.out);
  const Pack pack = write_average(read_pack(o.first), read_pack(o.second), o.share, o.out);
  console.say(fmt::format("the average of {} and {} is in {}", o.first.string(), o.second.string(),
                          o.out.string()));
  console.say(
      fmt::format("Its router, calibration and thresholds are not fitted to its weights yet:\n"
                  "osteon train DATA --start {} --architecture {} --side {} --epochs 0 --out RUN",
                  o.out.string(), pack.backbones.front().architecture, pack.input.side));
  return ExitCode::ok;
}

}  // namespace

Command model_average() {
  const auto o = std::make_shared<Options>();
  return {
      .name = "model average",
      .synopsis = "Average the weights of two packs, one of which was trained from the other",
      .description =
          {"A pack that was trained further is better at what it was trained on, and often worse "
           "at "
           "something else; the average of the weights before and after keeps much of both.",
           "The parts, the architecture and the shapes of all weights must be the same. 'osteon "
           "train --epochs 0' then fits the router, the calibration and the thresholds."},
      .examples =
          {{"Mostly the later one",
            "osteon model average runs/first/pack runs/second/pack --share 0.7 --out packs/mean"}},
      .options = [o](CLI::App& app) { declare(app, *o); },
      .run = [o](Console& console) { return run(*o, console); },
  };
}

}  // namespace osteon::cli
