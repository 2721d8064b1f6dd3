// An evaluation of old, read back from its files.
#pragma once

#include <filesystem>

#include "osteon/evaluate/evaluate.hpp"

namespace osteon {

struct Evaluation {
  std::filesystem::path file;  ///< predictions.csv
  Subject subject;
  Predictions predictions;
  std::string dataset;
  std::string subset;
};

/// Reads predictions.csv, and what metrics.json beside it says of the pack and the data; without
/// that file they are unnamed, and the parts are those that the predictions show to be read.
/// \param source  the folder, or predictions.csv itself
/// \throws Error(unreadable), or Error(bad_argument) with the line
Evaluation read_evaluation(const std::filesystem::path& source);

}  // namespace osteon
