#include "osteon/cli/shared_options.hpp"

#include <CLI/CLI.hpp>
#include <omp.h>

#include "osteon/cli/default_pack.hpp"

namespace osteon::cli {

void add_data_option(CLI::App& app, std::string& data) {
  app.add_option("data", data,
                 "Labelled radiographs: mura:FOLDER, fracatlas:FOLDER, folder:FOLDER, csv:FILE, or "
                 "a path whose kind is then recognised")
      ->required()
      ->type_name("DATA");
}

void add_model_option(CLI::App& app, std::filesystem::path& pack) {
  app.add_option("-m,--model", pack,
                 "Folder of the model pack; without it $OSTEON_MODEL, else the shipped "
                 "models/osteon-base")
      ->type_name("PACK");
}

std::filesystem::path chosen_pack(const std::filesystem::path& named) {
  return named.empty() ? default_pack() : named;
}

void add_precision_option(CLI::App& app, std::string& precision) {
  app.add_option(
         "--precision", precision,
         "Arithmetic of the networks: fp32, bf16, int8, or auto for the fastest that the CPU "
         "and the pack have")
      ->type_name("auto|fp32|bf16|int8")
      ->capture_default_str();
}

void add_threads_option(CLI::App& app, int& threads) {
  app.add_option("--threads", threads, "Threads to use; without it one for each core")
      ->type_name("N")
      ->check(CLI::Range(1, 1024));
}

void use_threads(int threads) {
  if (threads > 0) omp_set_num_threads(threads);
}

void add_resampling_options(CLI::App& app, EvaluateOptions& options) {
  app.add_option("--resamples", options.resamples,
                 "Resamples of each 95 % interval, drawn by group; 0 for no intervals")
      ->type_name("N")
      ->check(CLI::Range(0, 100'000))
      ->capture_default_str();
  app.add_option("--seed", options.seed, "Seed of the resampling")
      ->type_name("N")
      ->capture_default_str();
  app.add_option("--prevalence", options.prevalence,
                 "Share of positives where the pack is to be used, for the predictive values; "
                 "without it that of the data")
      ->type_name("SHARE")
      ->check(CLI::Range(0.0, 1.0));
}

}  // namespace osteon::cli
