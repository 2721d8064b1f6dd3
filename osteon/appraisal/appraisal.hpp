// What an evaluation looks like: drawings for print, and one page that holds all of it.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "osteon/detector/detector.hpp"
#include "osteon/evaluate/evaluation.hpp"

namespace osteon {

/// An image that came out wrong end to end, and by how much.
struct WorstError {
  std::size_t row = 0;  ///< among the predictions
  bool missed = false;  ///< a positive in which nothing was seen; else a negative called positive
  double probability = 0;
  std::string png;  ///< the radiograph with the heatmap; empty until drawn
};

/// At most `count`: half of them positives that were not even called possible, the least probable
/// first, and half negatives that were called positive, the most probable first. Where one half is
/// short the other takes its room.
std::vector<WorstError> worst_errors(const Evaluation& evaluation, int count);

/// Examines these few again, for their pictures; those that can no longer be read stay without.
/// `each` is called after every one.
void draw(std::vector<WorstError>& errors, const Evaluation& evaluation, const Detector& detector,
          const std::function<void()>& each);

/// Writes report.html and figures/*.svg and *.png into the folder, which exists.
/// \param metrics  of metrics_json()
/// \throws Error(unreadable) when the folder or the disk will not have them
void write_appraisal(const std::filesystem::path& folder, const Evaluation& evaluation,
                     const std::string& metrics, const std::vector<WorstError>& errors);

}  // namespace osteon
