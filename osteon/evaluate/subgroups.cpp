#include "osteon/evaluate/subgroups.hpp"

#include <cstdlib>
#include <functional>
#include <map>
#include <utility>

#include <nlohmann/json.hpp>

#include "osteon/evaluate/columns.hpp"

namespace osteon {
namespace {

using json = nlohmann::ordered_json;
using Value = std::function<std::string(const Prediction&)>;

/// Numbers by size, words as in a dictionary: "9" before "10", "below 512 px" before both.
struct ByNumber {
  static std::pair<double, std::string> key(const std::string& text) {
    if (text.starts_with("below ")) return {-1, text};
    char* end = nullptr;
    const double number = std::strtod(text.c_str(), &end);
    return {end == text.c_str() ? 1e300 : number, text};
  }
  bool operator()(const std::string& a, const std::string& b) const { return key(a) < key(b); }
};

using ByValue = std::map<std::string, std::vector<Case>, ByNumber>;

ByValue apart(std::span<const Case> cases, const Predictions& predictions, const Value& value) {
  ByValue groups;
  for (const Case& row : cases) groups[value(predictions.rows[row.row])].push_back(row);
  return groups;
}

json rows_by(const Value& value, const std::vector<Case>& given_part,
             const std::vector<Case>& in_sequence, const Predictions& predictions,
             const FigureOptions& options) {
  json rows = json::object();
  const ByValue given = apart(given_part, predictions, value);
  for (const auto& [name, cases] : apart(in_sequence, predictions, value)) {
    const auto same = given.find(name);
    rows[name] = {
        {"experts_given_part", same == given.end() ? json() : figures_row(same->second, options)},
        {"in_sequence", figures_row(cases, options)}};
  }
  return rows;
}

}  // namespace

json subgroup_figures(const Subject& subject, const Predictions& predictions,
                      const FigureOptions& options) {
  const auto given_part = cases_given_part(predictions);
  const auto in_sequence = cases_in_sequence(subject, predictions);
  json by = json::object();
  const auto add = [&](const std::string& name, const Value& value) {
    by[name] = rows_by(value, given_part, in_sequence, predictions, options);
  };
  add("orientation", [](const Prediction& row) { return orientation_of(row.extent); });
  add("size", [](const Prediction& row) { return size_of(row.extent); });
  for (std::size_t i = 0; i < predictions.columns.size(); ++i)
    add(predictions.columns[i], [i](const Prediction& row) { return row.values[i]; });
  return by;
}

}  // namespace osteon
