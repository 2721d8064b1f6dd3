#include "osteon/evaluate/router.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>
#include <span>

#include <nlohmann/json.hpp>

#include "osteon/evaluate/figures.hpp"
#include "osteon/evaluate/metrics.hpp"

namespace osteon {
namespace {

using json = nlohmann::ordered_json;
using Matrix = std::vector<std::vector<int>>;

/// Truth and answer of one image, as places among the parts; behind them that of everything else.
struct Answer {
  std::size_t truth;
  std::size_t said;
};

std::size_t class_of(const Subject& subject, const std::string& part) {
  return static_cast<std::size_t>(
      std::distance(subject.parts.begin(), std::ranges::find(subject.parts, part)));
}

Matrix confusion_of(std::span<const Answer> answers, std::span<const int> times,
                    std::size_t classes) {
  Matrix confusion(classes, std::vector<int>(classes));
  for (std::size_t row = 0; row < answers.size(); ++row)
    confusion[answers[row].truth][answers[row].said] += times[row];
  return confusion;
}

/// One class against all others.
Confusion one_against_rest(const Matrix& confusion, std::size_t one) {
  Confusion counts;
  for (std::size_t truth = 0; truth < confusion.size(); ++truth)
    for (std::size_t said = 0; said < confusion.size(); ++said) {
      const int count = confusion[truth][said];
      if (truth == one)
        (said == one ? counts.true_positive : counts.false_negative) += count;
      else
        (said == one ? counts.false_positive : counts.true_negative) += count;
    }
  return counts;
}

std::optional<double> accuracy_of(const Matrix& confusion) {
  int right = 0;
  int all = 0;
  for (std::size_t truth = 0; truth < confusion.size(); ++truth) {
    right += confusion[truth][truth];
    all += std::accumulate(confusion[truth].begin(), confusion[truth].end(), 0);
  }
  if (all == 0) return {};
  return static_cast<double>(right) / all;
}

constexpr std::array overall_names{"accuracy", "kappa", "macro_f1"};
constexpr std::array class_names{"sensitivity", "ppv", "f1"};

/// The overall figures, then those of each class.
FigureValues values_of(const Matrix& confusion) {
  FigureValues of_classes;
  double sum = 0;
  int met = 0;
  for (std::size_t one = 0; one < confusion.size(); ++one) {
    const Confusion counts = one_against_rest(confusion, one);
    of_classes.push_back(sensitivity(counts));
    of_classes.push_back(positive_predictive_value(counts));
    of_classes.push_back(f1(counts));
    if (!of_classes.back()) continue;
    sum += *of_classes.back();
    ++met;
  }
  FigureValues values{accuracy_of(confusion), kappa(confusion),
                      met == 0 ? std::nullopt : std::optional(sum / met)};
  values.insert(values.end(), of_classes.begin(), of_classes.end());
  return values;
}

template <std::size_t count>
void add_figures(json& to, const std::array<const char*, count>& names, const FigureValues& values,
                 const std::vector<std::optional<Interval>>& intervals, std::size_t first) {
  for (std::size_t i = 0; i < count; ++i) {
    to[names[i]] = number_json(values[first + i]);
    to[std::string(names[i]) + "_interval"] =
        interval_json(first + i < intervals.size() ? intervals[first + i] : std::nullopt);
  }
}

}  // namespace

json router_figures(const Subject& subject, const Predictions& predictions,
                    const Resampling& resampling) {
  const std::size_t none = subject.parts.size();
  std::vector<Answer> answers;
  std::vector<std::string> groups;
  for (const Prediction& row : predictions.rows) {
    answers.push_back({class_of(subject, row.entry.part),
                       row.finding.part ? class_of(subject, *row.finding.part) : none});
    groups.push_back(row.entry.group);
  }
  const auto abstained = std::ranges::count_if(
      answers, [&](const Answer& row) { return row.said == none && row.truth != none; });

  const std::vector<int> once(answers.size(), 1);
  const Matrix confusion = confusion_of(answers, once, none + 1);
  const FigureValues values = values_of(confusion);
  const auto intervals = bootstrap(
      Groups(groups),
      [&](std::span<const int> times) { return values_of(confusion_of(answers, times, none + 1)); },
      resampling);

  std::vector<std::string> classes = subject.parts;
  classes.emplace_back("none");
  json figures = {{"n", answers.size()}};
  add_figures(figures, overall_names, values, intervals, 0);
  figures["abstained"] = abstained;
  figures["classes"] = json::object();
  for (std::size_t i = 0; i < classes.size(); ++i)
    add_figures(figures["classes"][classes[i]], class_names, values, intervals,
                overall_names.size() + i * class_names.size());
  figures["confusion"] = {{"classes", classes}, {"truth_by_answer", confusion}};
  return figures;
}

}  // namespace osteon
