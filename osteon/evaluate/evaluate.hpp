// A pack against a labelled dataset, image by image: the router, each expert given the true part,
// and the two in sequence, each by itself.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "osteon/dataset/entry.hpp"
#include "osteon/detector/detector.hpp"

namespace osteon {

/// One entry with what the pack said of it.
struct Prediction {
  Entry entry;
  Finding finding;     ///< as `osteon predict` would say
  Finding given_part;  ///< with the true part given; cannot_answer where the pack has no expert
};

struct Unread {
  std::filesystem::path file;
  std::string why;
};

struct Predictions {
  std::vector<Prediction> rows;
  std::vector<Unread> unread;  ///< left out of every figure, and counted
};

/// Runs the pack over the entries. `progress` gets the number done; may be empty.
Predictions predict_entries(const Detector& detector, const std::vector<Entry>& entries,
                            const std::function<void(std::size_t)>& progress = {});

struct EvaluateOptions {
  int resamples = 2000;
  std::uint64_t seed = 1;
};

/// The figures as metrics.json holds them (its fields: docs/metrics.md): JSON text.
std::string metrics_json(const Detector& detector, const Predictions& predictions,
                         const EvaluateOptions& options);
/// The same figures as a table for people.
std::string metrics_table(const std::string& metrics_json);

/// Slope, offsets and thresholds of every expert from predictions on validation data, given the
/// true part: one slope for all, an offset per part drawn towards the common one where a part has
/// few positives; the sensitive threshold keeps sensitivity >= 0.95, the specific one specificity
/// >= 0.95, over the part where it has at least 10 positives, else over all parts.
void calibrate(Pack& pack, const Predictions& predictions);

}  // namespace osteon
