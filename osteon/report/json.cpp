// One reading as a line of JSON. The fields are a promise: docs/finding.schema.json holds them.
#include <cmath>

#include <nlohmann/json.hpp>

#include "osteon/report/forms.hpp"

namespace osteon {
namespace {

using json = nlohmann::ordered_json;

/// Four decimals: the networks' own rounding is coarser, and a line stays readable.
json rounded(double value) { return std::round(value * 1e4) / 1e4; }

json rounded_or_null(const std::optional<double>& value) {
  return value ? rounded(*value) : json(nullptr);
}

json text_or_null(const std::string& text) { return text.empty() ? json(nullptr) : json(text); }

json to_json(const std::optional<Thresholds>& thresholds) {
  if (!thresholds) return nullptr;
  return {{"sensitive", rounded(thresholds->sensitive)},
          {"specific", rounded(thresholds->specific)}};
}

/// In whole pixels.
json to_json(const std::vector<SuspectBox>& boxes) {
  json list = json::array();
  for (const auto& [box, probability, shown] : boxes)
    if (shown)
      list.push_back({{"left", std::lround(box.left)},
                      {"top", std::lround(box.top)},
                      {"width", std::lround(box.width)},
                      {"height", std::lround(box.height)},
                      {"probability", rounded(probability)}});
  return list;
}

}  // namespace

std::string json_line(const Line& line, const Maker& maker) {
  const Finding& finding = line.finding;
  json j = {{"file", line.file}};
  if (!line.views.empty()) j["views"] = line.views;
  j.update({{"part", finding.part ? json(*finding.part) : json(nullptr)},
            {"part_probability", rounded_or_null(finding.part_probability)},
            {"finding", verdict_word(finding.verdict, finding.target)},
            {"probability", rounded_or_null(finding.probability)},
            {"reason", text_or_null(finding.reason)},
            {"explanation", text_or_null(finding.explanation)},
            {"target", finding.target},
            {"thresholds", to_json(finding.thresholds)},
            {"boxes", to_json(line.boxes)},
            {"incomplete", finding.incomplete},
            {"pack", maker.pack},
            {"version", maker.version},
            {"weights", maker.weights},
            {"precision", maker.precision},
            {"note", disclaimer}});
  // File names are bytes, JSON is UTF-8: what is not becomes U+FFFD rather than a failure.
  return j.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace osteon
