#include "osteon/evaluate/figures.hpp"

#include <algorithm>
#include <functional>
#include <memory>
#include <numeric>
#include <optional>
#include <set>

#include <nlohmann/json.hpp>

namespace osteon {
namespace {

using json = nlohmann::ordered_json;
using Rows = std::span<const std::size_t>;
using Said = bool Case::*;

/// Probabilities and labels side by side, as metrics.hpp takes them.
class Labelled {
 public:
  Labelled(std::span<const Case> cases, Rows rows)
      : probabilities_(rows.size()), positive_(std::make_unique<bool[]>(rows.size())) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      probabilities_[i] = cases[rows[i]].probability;
      positive_[i] = cases[rows[i]].positive;
    }
  }
  std::span<const double> probabilities() const { return probabilities_; }
  std::span<const bool> positive() const { return {positive_.get(), probabilities_.size()}; }

 private:
  std::vector<double> probabilities_;
  std::unique_ptr<bool[]> positive_;  // a vector<bool> holds no bools to span
};

std::vector<std::size_t> all_of(std::span<const Case> cases) {
  std::vector<std::size_t> rows(cases.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  return rows;
}

std::optional<double> auroc_of(std::span<const Case> cases, Rows rows) {
  const Labelled labelled(cases, rows);
  return auroc(labelled.probabilities(), labelled.positive());
}

std::optional<double> average_precision_of(std::span<const Case> cases, Rows rows) {
  const Labelled labelled(cases, rows);
  return average_precision(labelled.probabilities(), labelled.positive());
}

Confusion confusion_of(std::span<const Case> cases, Rows rows, Said said) {
  Confusion counts;
  for (const std::size_t row : rows) {
    const bool spoke = cases[row].*said;
    if (cases[row].positive)
      ++(spoke ? counts.true_positive : counts.false_negative);
    else
      ++(spoke ? counts.false_positive : counts.true_negative);
  }
  return counts;
}

/// The figures of some of the cases: of one region, or of all.
class Row {
 public:
  Row(std::span<const Case> cases, const Resampling& resampling, const std::string& part = "")
      : cases_(cases), resampling_(resampling) {
    for (std::size_t row = 0; row < cases.size(); ++row)
      if (part.empty() || cases[row].part == part) {
        rows_.push_back(row);
        groups_.push_back(cases[row].group);
      }
  }

  bool empty() const { return rows_.empty(); }

  json figures() const {
    const auto positives =
        std::ranges::count_if(rows_, [&](std::size_t row) { return cases_[row].positive; });
    json row = {{"n", rows_.size()},
                {"positives", positives},
                {"groups", std::set(groups_.begin(), groups_.end()).size()}};
    add(row, "auroc", [&](Rows rows) { return auroc_of(cases_, rows); });
    add(row, "auprc", [&](Rows rows) { return average_precision_of(cases_, rows); });
    const Labelled labelled(cases_, rows_);
    row["brier"] = brier(labelled.probabilities(), labelled.positive());
    row["ece"] = calibration_error(labelled.probabilities(), labelled.positive());
    row["sensitive"] = at(&Case::said_sensitive);
    row["specific"] = at(&Case::said_specific);
    return row;
  }

 private:
  json at(Said said) const {
    const Confusion counts = confusion_of(cases_, rows_, said);
    json figures = {{"true_positive", counts.true_positive},
                    {"false_positive", counts.false_positive},
                    {"true_negative", counts.true_negative},
                    {"false_negative", counts.false_negative}};
    const auto add_at = [&](const char* name, std::optional<double> (*figure)(const Confusion&)) {
      add(figures, name, [=, this](Rows rows) { return figure(confusion_of(cases_, rows, said)); });
    };
    add_at("sensitivity", sensitivity);
    add_at("specificity", specificity);
    add_at("kappa", kappa);
    return figures;
  }

  void add(json& to, const std::string& name,
           const std::function<std::optional<double>(Rows)>& figure) const {
    to[name] = number_json(figure(rows_));
    // The bootstrap numbers its rows from 0; they are turned into rows of the cases.
    std::vector<std::size_t> drawn;
    to[name + "_interval"] = interval_json(bootstrap(
        groups_,
        [&](Rows picked) {
          drawn.clear();
          for (const std::size_t i : picked) drawn.push_back(rows_[i]);
          return figure(drawn);
        },
        resampling_.resamples, resampling_.seed));
  }

  std::span<const Case> cases_;
  Resampling resampling_;
  std::vector<std::size_t> rows_;
  std::vector<std::string> groups_;
};

/// The unweighted mean of one figure over the regions that have it.
json mean_of(const json& regions, const json::json_pointer& figure) {
  double sum = 0;
  int count = 0;
  for (const json& region : regions)
    if (const json& value = region.at(figure); value.is_number()) {
      sum += value.get<double>();
      ++count;
    }
  return number_json(count == 0 ? std::nullopt : std::optional(sum / count));
}

std::optional<double> mean_auroc(std::span<const Case> cases, Rows rows,
                                 std::span<const std::string> parts) {
  double sum = 0;
  int count = 0;
  for (const std::string& part : parts) {
    std::vector<std::size_t> region;
    std::ranges::copy_if(rows, std::back_inserter(region),
                         [&](std::size_t row) { return cases[row].part == part; });
    if (const auto value = auroc_of(cases, region)) {
      sum += *value;
      ++count;
    }
  }
  if (count == 0) return {};
  return sum / count;
}

json macro_of(const json& regions, std::span<const Case> cases, std::span<const std::string> parts,
              const Resampling& resampling) {
  std::vector<std::string> groups;
  for (const Case& row : cases) groups.push_back(row.group);
  json macro;
  macro["auroc"] = mean_of(regions, json::json_pointer("/auroc"));
  macro["auroc_interval"] = interval_json(bootstrap(
      groups, [&](Rows rows) { return mean_auroc(cases, rows, parts); }, resampling.resamples,
      resampling.seed));
  macro["auprc"] = mean_of(regions, json::json_pointer("/auprc"));
  for (const char* threshold : {"sensitive", "specific"})
    for (const char* figure : {"sensitivity", "specificity", "kappa"})
      macro[threshold][figure] =
          mean_of(regions, json::json_pointer("/" + std::string(threshold) + "/" + figure));
  return macro;
}

}  // namespace

json figures_of(std::span<const Case> cases, std::span<const std::string> parts,
                const Resampling& resampling) {
  json regions = json::object();
  for (const std::string& part : parts)
    if (const Row row(cases, resampling, part); !row.empty()) regions[part] = row.figures();
  const Row all(cases, resampling);
  const json pooled = all.empty() ? json() : all.figures();
  return {{"regions", regions},
          {"pooled", pooled},
          {"macro", macro_of(regions, cases, parts, resampling)}};
}

std::optional<double> pooled_auroc(std::span<const Case> cases) {
  return auroc_of(cases, all_of(cases));
}

std::optional<double> mean_auroc(std::span<const Case> cases, std::span<const std::string> parts) {
  return mean_auroc(cases, all_of(cases), parts);
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
