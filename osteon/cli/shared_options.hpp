// Options that several commands take, declared once so that they are spelled and explained alike.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "osteon/engine/network.hpp"
#include "osteon/evaluate/evaluate.hpp"

namespace CLI {
class App;
}

namespace osteon::cli {

/// The positional DATA: labelled radiographs as open_dataset() takes them. Required.
void add_data_option(CLI::App& app, std::string& data);

/// -m, --model; `pack` stays empty when it is not given (see chosen_pack()).
void add_model_option(CLI::App& app, std::filesystem::path& pack);
/// The pack that was named, or the default one. \throws Error(bad_model) when there is neither
std::filesystem::path chosen_pack(const std::filesystem::path& named);

/// --precision; a word for precision_named().
void add_precision_option(CLI::App& app, std::string& precision);

/// --threads; 0 leaves the number to the machine.
void add_threads_option(CLI::App& app, int& threads);
void use_threads(int threads);

/// --resamples, --seed and --prevalence, into the fields of these names.
void add_resampling_options(CLI::App& app, EvaluateOptions& options);

}  // namespace osteon::cli
