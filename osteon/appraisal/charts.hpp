// The drawings of an evaluation, fit for print.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "osteon/appraisal/canvas.hpp"
#include "osteon/evaluate/cases.hpp"
#include "osteon/evaluate/evaluation.hpp"

namespace osteon {

/// What every drawing and the page are made from.
struct Results {
  Results(const Evaluation& evaluated, const std::string& metrics_text);

  const Evaluation& evaluation;
  nlohmann::ordered_json metrics;
  std::vector<Case> given_part;
  std::vector<Case> in_sequence;
};

/// Each is empty where there is nothing to draw.
std::optional<Picture> roc_chart(const Results& results);
std::optional<Picture> precision_recall_chart(const Results& results);
std::optional<Picture> reliability_chart(const Results& results);
std::optional<Picture> confusion_chart(const Results& results);
std::optional<Picture> histogram_chart(const Results& results);
std::optional<Picture> coverage_chart(const Results& results);
std::optional<Picture> regions_chart(const Results& results);

/// In the order of the page.
std::vector<Picture> charts(const Results& results);

/// "0.83", or a dash; "0.79–0.87", or nothing.
std::string short_number(const nlohmann::ordered_json& value);
std::string short_range(const nlohmann::ordered_json& interval);
/// "0.83 (0.79–0.87)" of a row's figure.
std::string short_figure(const nlohmann::ordered_json& row, const std::string& figure);

}  // namespace osteon
