// What `osteon evaluate` does with --shift and --out-of-scope.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "osteon/detector/detector.hpp"
#include "osteon/evaluate/evaluate.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace osteon::cli {

struct ShiftOptions {
  CLI::Option* shift = nullptr;  ///< given or not
  std::string names;             ///< with commas between; empty: all
  std::filesystem::path images;  ///< empty: draw none
  int out_of_scope = 0;          ///< pictures of each kind that can be drawn
  std::filesystem::path out_of_scope_files;

  bool wanted() const;
};

void add_shift_options(CLI::App& app, ShiftOptions& options);

/// \param progress  gets the number of steps done and of all
/// \return the JSON of shift.json
std::string measure_shifts(const ShiftOptions& options, const Detector& detector,
                           const std::vector<Entry>& entries, const EvaluateOptions& evaluate,
                           const std::function<void(std::size_t, std::size_t)>& progress,
                           std::vector<Unread>& unread);

}  // namespace osteon::cli
