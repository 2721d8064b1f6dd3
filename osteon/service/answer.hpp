// A reading as the store keeps it, and back.
#pragma once

#include <optional>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "osteon/detector/detector.hpp"
#include "osteon/report/forms.hpp"
#include "osteon/store/records.hpp"

namespace osteon::service {

/// What is known of an image beside its finding: width, height, bits, window, spacing.
std::string facts_json(const Radiograph& radiograph);

Answer answer_of(const Reading& reading, const Radiograph& radiograph, const Maker& maker);
/// Of a picture that is no radiograph.
Answer answer_without_radiograph(const Reading& reading, const Maker& maker);

/// What a stored finding says, enough to draw it; boxes are those that are shown.
struct StoredReading {
  Reading reading;
  Maker maker;
};
StoredReading stored_reading(const std::string& finding, const Bytes& heatmap);

/// The probability that each place of a stored heatmap shows the finding: columns, rows, area,
/// values. \throws Problem(404) when there is none
nlohmann::ordered_json heatmap_json(const Bytes& heatmap);

/// The word of a finding back as a verdict; empty for a word that is none.
std::optional<Verdict> verdict_named(const std::string& word);

}  // namespace osteon::service
