// osteon-train: the program behind `osteon train`, apart so that nothing else links libtorch.
#include <atomic>
#include <csignal>
#include <iostream>
#include <map>
#include <string>

#include <CLI/CLI.hpp>
#include <unistd.h>

#include "osteon/base/error.hpp"
#include "osteon/train/memory.hpp"
#include "osteon/train/recipe.hpp"
#include "osteon/train/train.hpp"

namespace {

std::atomic<bool> stop_asked = false;

/// The first Ctrl-C asks for a checkpoint; a second one ends the program at once.
void on_signal(int number) {
  stop_asked = true;
  std::signal(number, SIG_DFL);
}

/// The recipe sets the defaults that everything else is declared with, so it is looked for first.
std::string recipe_in(int argc, char* argv[]) {
  std::string recipe = "finetune";
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  app.add_option("--recipe", recipe);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError&) {
    // What is wrong with the line is said when all of it is read.
  }
  return recipe;
}

std::map<std::string, osteon::OriginalMistake> mistakes_by_name() {
  std::map<std::string, osteon::OriginalMistake> names;
  for (const auto& named : osteon::original_mistakes()) names.emplace(named.name, named.mistake);
  return names;
}

/// \param recipe  already followed; declared for the help and so that it is not refused
void declare(CLI::App& app, osteon::TrainSettings& s, std::string& recipe, bool& fp32) {
  std::string recipes = "named defaults, which the options below override: ";
  for (const auto& named : osteon::recipes())
    recipes += (recipes.ends_with(": ") ? "" : "; ") + std::string(named.name) + ", " +
               std::string(named.summary);
  app.add_option("--recipe", recipe, recipes)->capture_default_str();
  app.add_option("data", s.data, "fracatlas:DIR, folder:DIR, csv:FILE, or a path")->required();
  app.add_option("--out", s.out, "run folder: checkpoints, tables, drawings and, in the end, pack/")
      ->required();
  app.add_option(
      "--start", s.start,
      "safetensors with ImageNet weights to start from, or the folder of a pack to train "
      "further");
  app.add_option("--architecture", s.architecture,
                 "resnet50-v1, resnet50-v1.5, resnet50-v1-layer3, the same with a finer map "
                 "(resnet50-v1-layer3-fine), or resnet-tiny; with the recipe "
                 "classic, if not named, what --start holds")
      ->capture_default_str();
  app.add_option("--name", s.name, "name of the pack")->capture_default_str();
  app.add_option("--pack-version", s.version, "version of the pack")->capture_default_str();
  app.add_option("--side", s.input.side, "side of the network's input, in pixels")
      ->capture_default_str();
  app.add_flag("--crop,!--no-crop", s.input.crop_to_limb, "show the network the limb only");
  app.add_flag_callback(
      "--mean-pooling", [&s] { s.pooling = osteon::Pooling::mean; },
      "average an expert's values, instead of adding up the odds of the places");
  app.add_option("--peer-timeout", s.peer_timeout_s,
                 "seconds that a process waits for the others it was started with")
      ->capture_default_str();
  app.add_flag(
      "--fixed-norms,!--learn-norms", s.fixed_norms,
      "use the batch norms' statistics of the pack to start from, or estimate them once, instead "
      "of from each batch");
  app.add_option("--fixed-stages", s.fixed_stages, "the stem and so many stages are not trained")
      ->capture_default_str();
  app.add_option("--place-weight", s.place_weight,
                 "weight in the loss of where readers outlined the finding")
      ->capture_default_str();
  app.add_option("--box-weight", s.box_weight, "weight in the loss of the boxes around it")
      ->capture_default_str();
  app.add_option("--epochs", s.epochs,
                 "with the recipe classic at most; 0 keeps what --start gave, and fits the router, "
                 "the calibration and the thresholds to the data")
      ->capture_default_str();
  app.add_option("--batch", s.batch, "images a step, of each process")->capture_default_str();
  app.add_option("--patience", s.patience,
                 "recipe classic: epochs without improvement after which a head stops")
      ->capture_default_str();
  app.add_option("--original-mistake", s.mistakes,
                 "recipe classic, for comparison only: do wrong what the original did wrong")
      ->allow_extra_args(false)
      ->transform(CLI::CheckedTransformer(mistakes_by_name()));
  app.add_option("--old-rate", s.old_rate, "learning rate of what --start gave")
      ->capture_default_str();
  app.add_option("--new-rate", s.new_rate, "learning rate of what starts at random")
      ->capture_default_str();
  app.add_option("--weight-decay", s.weight_decay)->capture_default_str();
  app.add_option("--averaging", s.averaging, "share that the averaged weights keep at a step")
      ->capture_default_str();
  app.add_flag("--keep-last,!--keep-best", s.keep_last,
               "the pack gets the last epoch's weights, not those that were best on valid");
  app.add_flag("--keep-router", s.keep_router,
               "the router's head stays as it was learned, and is not fitted last");
  app.add_option("--balance", s.balance,
                 "0: images are drawn as often as they come; 1: every part and label equally often")
      ->capture_default_str();
  app.add_option("--phantoms", s.phantoms, "share of drawn phantoms")->capture_default_str();
  app.add_option("--distractors", s.distractors, "share of pictures that show no part")
      ->capture_default_str();
  app.add_flag("--augment,!--no-augment", s.augment,
               "turn, brighten and cover the images, or show them as they are");
  app.add_option("--seed", s.seed, "a fixed seed gives a fixed run on one machine")
      ->capture_default_str();
  app.add_flag("--fp32", fp32, "do not use bf16, even where the CPU has it");
  app.add_flag("--resume", s.resume, "go on from the run folder's last checkpoint");
}

}  // namespace

int main(int argc, char* argv[]) {
  osteon::keep_memory();
  try {
    std::string recipe = recipe_in(argc, argv);
    osteon::TrainSettings settings = osteon::recipe_named(recipe).settings;
    bool fp32 = false;
    CLI::App app(
        "Trains the router and one expert per body part over a shared ResNet-50, and writes "
        "a model pack.",
        "osteon train");
    declare(app, settings, recipe, fp32);
    app.footer(
        "\nCtrl-C leaves a checkpoint; --resume goes on from it. The run folder holds curves.svg,\n"
        "augmented.png, tables, checkpoints and, in the end, pack/ with its model card.\n"
        "Several processes train together when started by torchrun, srun or mpirun.\n"
        "\nExamples:"
        "\n  # Your own folder: Elbow/fractured/x.png, Hand/normal/y.png, ...\n"
        "  osteon train folder:xrays --out runs/mine --start resnet50-v1.safetensors\n"
        "\n  # Teach a pack your own films\n"
        "  osteon train folder:xrays --out runs/ours --start models/osteon-base --side 384 "
        "--epochs 5 --old-rate 3e-5\n"
        "\n  # Go on after an interruption\n"
        "  osteon train folder:xrays --out runs/mine --resume\n"
        "\n  # The design that Osteon replaces, to compare with\n"
        "  osteon train --recipe classic folder:xrays --out runs/classic --start "
        "resnet50-v1.safetensors\n");
    CLI11_PARSE(app, argc, argv);
    settings.bf16 = !fp32;
    std::signal(SIGINT, on_signal);
    std::signal(SIGTERM, on_signal);
    const auto end = osteon::train(settings, std::cerr, isatty(STDERR_FILENO) != 0, stop_asked);
    return end == osteon::TrainEnd::finished ? 0 : 130;
  } catch (const osteon::Error& error) {
    std::cerr << "osteon train: " << error.what() << '\n';
    return osteon::meaning_of(error.code()).exit_code;
  } catch (const std::exception& error) {
    std::cerr << "osteon train: " << error.what() << '\n';
    return osteon::meaning_of(osteon::ErrorCode::internal).exit_code;
  }
}
