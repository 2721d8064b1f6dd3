#include "osteon/evaluate/figures.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <memory>
#include <set>

#include <nlohmann/json.hpp>

#include "osteon/evaluate/macro.hpp"
#include "osteon/evaluate/ranked.hpp"

namespace osteon {
namespace {

using json = nlohmann::ordered_json;

/// Every figure under its name, with its interval beside it.
void add_figures(json& row, const FigureValues& values,
                 const std::vector<std::optional<Interval>>& intervals) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const json::json_pointer at("/" + figure_path(i));
    row[at] = number_json(values[i]);
    row[json::json_pointer("/" + figure_path(i) + "_interval")] =
        interval_json(i < intervals.size() ? intervals[i] : std::nullopt);
  }
}

json counts_json(const Confusion& counts) {
  return {{"true_positive", counts.true_positive},
          {"false_positive", counts.false_positive},
          {"true_negative", counts.true_negative},
          {"false_negative", counts.false_negative}};
}

json macro_row(std::span<const Case> cases, std::span<const std::string> parts,
               const FigureOptions& options) {
  const Macro macro(cases, parts);
  const auto figures = [&](std::span<const int> times) {
    return macro.figures(times, options.prevalence);
  };
  json row = json::object();
  add_figures(row, figures(std::vector<int>(cases.size(), 1)),
              bootstrap(Groups(groups_of(cases)), figures, options.resampling));
  return row;
}

}  // namespace

json figures_row(std::span<const Case> cases, const FigureOptions& options) {
  if (cases.empty()) return nullptr;
  const Ranked ranked(cases);
  const Groups groups(groups_of(cases));
  const std::vector<int> once(cases.size(), 1);
  const auto figures = [&](std::span<const int> times) {
    return ranked.figures(times, options.prevalence);
  };
  const auto positives = std::ranges::count(cases, true, &Case::positive);
  const auto unanswered = std::ranges::count(cases, false, &Case::answered);
  const auto all = static_cast<double>(cases.size());
  json row = {{"n", cases.size()},
              {"positives", positives},
              {"groups", groups.count()},
              {"abstention_rate", static_cast<double>(unanswered) / all},
              {"prevalence", options.prevalence.value_or(static_cast<double>(positives) / all)}};
  for (std::size_t i = 0; i < threshold_names.size(); ++i)
    row[std::string(threshold_names[i])] = counts_json(ranked.confusion(once, i));
  add_figures(row, figures(once), bootstrap(groups, figures, options.resampling));
  return row;
}

json figures_of(std::span<const Case> cases, std::span<const std::string> parts,
                const FigureOptions& options) {
  json regions = json::object();
  for (const std::string& part : parts)
    if (const auto region = cases_of_part(cases, part); !region.empty())
      regions[part] = figures_row(region, options);
  return {{"regions", regions},
          {"pooled", figures_row(cases, options)},
          {"macro", macro_row(cases, parts, options)}};
}

std::optional<double> pooled_auroc(std::span<const Case> cases) {
  std::vector<double> probabilities;
  const auto positive = std::make_unique<bool[]>(cases.size());  // vector<bool> has no span
  for (const Case& row : cases) {
    positive[probabilities.size()] = row.positive;
    probabilities.push_back(row.probability);
  }
  return auroc(probabilities, {positive.get(), probabilities.size()});
}

std::optional<double> mean_auroc(std::span<const Case> cases, std::span<const std::string> parts) {
  double sum = 0;
  int count = 0;
  for (const std::string& part : parts)
    if (const auto value = pooled_auroc(cases_of_part(cases, part))) {
      sum += *value;
      ++count;
    }
  if (count == 0) return {};
  return sum / count;
}

std::vector<std::string> groups_of(std::span<const Case> cases) {
  std::vector<std::string> groups;
  for (const Case& row : cases) groups.push_back(row.group);
  return groups;
}

std::vector<Case> cases_of_part(std::span<const Case> cases, std::string_view part) {
  std::vector<Case> region;
  std::ranges::copy_if(cases, std::back_inserter(region),
                       [&](const Case& row) { return row.part == part; });
  return region;
}

json interval_json(const std::optional<Interval>& interval) {
  if (!interval) return nullptr;
  return {interval->low, interval->high};
}

json number_json(const std::optional<double>& number) {
  if (!number) return nullptr;
  return *number;
}

}  // namespace osteon
