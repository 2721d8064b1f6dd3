// A pack against a labelled dataset, image by image: the router, each expert given the true part,
// and the two in sequence, each by itself.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "osteon/dataset/entry.hpp"
#include "osteon/detector/detector.hpp"
#include "osteon/evaluate/pointed.hpp"
#include "osteon/evaluate/subject.hpp"

namespace osteon {

/// One entry with what the pack said of it.
struct Prediction {
  Entry entry;
  Finding finding;     ///< as `osteon predict` would say
  Finding given_part;  ///< with the true part given; cannot_answer where the pack has no expert
  /// The true part's expert's score before calibration; NaN where there is none.
  double score = std::numeric_limits<double>::quiet_NaN();
  Extent extent;                    ///< 0 x 0 where the file holds no radiograph
  std::vector<std::string> values;  ///< of Predictions::columns, in their order
  Pointed pointed;                  ///< of the finding
};

struct Unread {
  std::filesystem::path file;
  std::string why;
};

struct Predictions {
  std::vector<Prediction> rows;
  std::vector<Unread> unread;        ///< left out of every figure, and counted
  std::vector<std::string> columns;  ///< by which figures are asked for (see add_columns())
};

/// Runs the pack over the entries. `progress` gets the number done; may be empty.
Predictions predict_entries(const Detector& detector, const std::vector<Entry>& entries,
                            const std::function<void(std::size_t)>& progress = {});

/// Comma-separated values with a header (RFC 4180), a row for each prediction: docs/metrics.md.
/// Groups and studies become running numbers, since a group may be a patient's name.
std::string predictions_csv(const Predictions& predictions);
/// Reads them back, without what is not written: names of groups and studies, explanations.
/// \throws Error(unreadable), or Error(bad_argument) with the line
Predictions read_predictions(const std::filesystem::path& file);

struct EvaluateOptions {
  int resamples = 2000;    ///< of each bootstrap; 0 for no intervals
  std::uint64_t seed = 1;  ///< of the bootstrap
  std::string dataset;     ///< for people and provenance; said as it is
  std::string subset;      ///< the same; empty for all entries
  /// For the predictive values; empty: the share of positives in the data.
  std::optional<double> prevalence;
};

/// The figures as metrics.json holds them (its fields: docs/metrics.md): JSON text.
/// \throws Error(bad_argument) when a column to report by has too many values to tell apart
std::string metrics_json(const Subject& subject, const Predictions& predictions,
                         const EvaluateOptions& options);
std::string metrics_json(const Pack& pack, Precision precision, const Predictions& predictions,
                         const EvaluateOptions& options);
std::string metrics_json(const Detector& detector, const Predictions& predictions,
                         const EvaluateOptions& options);
/// The same figures as a table for people.
std::string metrics_table(const std::string& metrics_json);

/// Slope, offsets and thresholds of every expert from predictions on validation data, given the
/// true part: one slope for all, an offset per part drawn towards the common one where a part has
/// few images; the sensitive threshold keeps sensitivity >= 0.95, the specific one specificity
/// >= 0.95, over the part where it has at least 10 images of either label, else over all parts.
/// Needs both labels: with one only, the pack stays as it is.
void calibrate(Pack& pack, const Predictions& predictions);

}  // namespace osteon
