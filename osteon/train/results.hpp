// What each epoch came to, as tables in the run folder.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "osteon/train/progress.hpp"

namespace osteon {

/// One epoch of the recipe `finetune`.
struct EpochResult {
  std::int64_t epoch = 0;  ///< from 1
  double seconds = 0;
  double rate = 0;
  StepLosses losses;
  double accuracy = 0;  ///< on validation data, as in Validation
  double auroc = 0;
  double macro = 0;
  std::vector<std::optional<double>> by_part;  ///< AUROC, in the order of the parts
};

/// A row in `results.csv`, and one in `results_by_part.csv` with a column for each part; a run that
/// goes on after an interruption keeps its rows. \throws Error(unreadable)
void append_results(const std::filesystem::path& folder, const std::vector<std::string>& parts,
                    const EpochResult& result);

/// One epoch of one small network of the recipe `classic`.
struct HeadEpoch {
  double train_loss = 0;
  double valid_loss = 0;
  double valid_accuracy = 0;
};
/// All epochs of one of them as rows in `results.csv`. \throws Error(unreadable)
void append_results(const std::filesystem::path& folder, const std::string& head,
                    const std::vector<HeadEpoch>& epochs);

}  // namespace osteon
