#include "osteon/evaluate/compare.hpp"

#include <algorithm>
#include <iterator>
#include <memory>

#include <nlohmann/json.hpp>

#include "osteon/evaluate/delong.hpp"
#include "osteon/evaluate/figures.hpp"
#include "osteon/evaluate/macro.hpp"
#include "osteon/evaluate/mcnemar.hpp"
#include "osteon/evaluate/pairs.hpp"
#include "osteon/evaluate/ranked.hpp"

namespace osteon {
namespace {

using json = nlohmann::ordered_json;
using Pointer = json::json_pointer;

/// Case i of both is one image.
struct Pair {
  std::vector<Case> a;
  std::vector<Case> b;
};

Pair of_part(const Pair& pair, const std::string& part) {
  return {cases_of_part(pair.a, part), cases_of_part(pair.b, part)};
}

/// The images that are a case in both.
Pair matched(const std::vector<Case>& a, const std::vector<Case>& b) {
  Pair pair;
  auto other = b.begin();
  for (const Case& row : a) {
    while (other != b.end() && other->row < row.row) ++other;
    if (other == b.end() || other->row != row.row) continue;
    pair.a.push_back(row);
    pair.b.push_back(*other);
  }
  return pair;
}

json difference_json(const std::optional<double>& a, const std::optional<double>& b,
                     const std::optional<Interval>& interval) {
  return {{"a", number_json(a)},
          {"b", number_json(b)},
          {"difference", number_json(a && b ? std::optional(*b - *a) : std::nullopt)},
          {"difference_interval", interval_json(interval)}};
}

FigureValues differences(const FigureValues& a, const FigureValues& b) {
  FigureValues values(a.size());
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] && b[i]) values[i] = *b[i] - *a[i];
  return values;
}

/// Every figure of both and its difference; `Figures` is Ranked or Macro.
template <typename Figures>
json figures_json(const Figures& a, const Figures& b, const std::vector<std::string>& groups,
                  const FigureOptions& options) {
  const std::vector<int> once(groups.size(), 1);
  const FigureValues of_a = a.figures(once, options.prevalence);
  const FigureValues of_b = b.figures(once, options.prevalence);
  const auto intervals = bootstrap(
      Groups(groups),
      [&](std::span<const int> times) {
        return differences(a.figures(times, options.prevalence),
                           b.figures(times, options.prevalence));
      },
      options.resampling);
  json row = json::object();
  for (std::size_t i = 0; i < figure_count; ++i)
    row[Pointer("/" + figure_path(i))] =
        difference_json(of_a[i], of_b[i], i < intervals.size() ? intervals[i] : std::nullopt);
  return row;
}

json delong_json(const Pair& pair) {
  std::vector<double> a;
  std::vector<double> b;
  const auto positive = std::make_unique<bool[]>(pair.a.size());  // vector<bool> has no span
  for (std::size_t i = 0; i < pair.a.size(); ++i) {
    a.push_back(pair.a[i].probability);
    b.push_back(pair.b[i].probability);
    positive[i] = pair.a[i].positive;
  }
  const auto test = delong(a, b, {positive.get(), a.size()});
  if (!test) return nullptr;
  const double reach = normal_95 * test->standard_error;
  return {{"difference", test->difference},
          {"standard_error", test->standard_error},
          {"difference_interval", {test->difference - reach, test->difference + reach}},
          {"z", number_json(test->z)},
          {"p", number_json(test->p)}};
}

json mcnemar_json(const McNemar& test) {
  return {{"only_a_right", test.only_a},
          {"only_b_right", test.only_b},
          {"exact_p", test.exact_p},
          {"chi_square", test.chi_square},
          {"chi_square_p", test.chi_square_p}};
}

/// Over all cases, which compares the accuracies; over the positives, the sensitivities; over the
/// negatives, the specificities.
json mcnemar_of(const Pair& pair, bool Case::*said) {
  struct Counts {
    int only_a = 0;
    int only_b = 0;
  } positives, negatives;
  for (std::size_t i = 0; i < pair.a.size(); ++i) {
    const bool positive = pair.a[i].positive;
    const bool a_right = pair.a[i].*said == positive;
    const bool b_right = pair.b[i].*said == positive;
    Counts& counts = positive ? positives : negatives;
    counts.only_a += a_right && !b_right ? 1 : 0;
    counts.only_b += b_right && !a_right ? 1 : 0;
  }
  return {{"accuracy", mcnemar_json(mcnemar(positives.only_a + negatives.only_a,
                                            positives.only_b + negatives.only_b))},
          {"sensitivity", mcnemar_json(mcnemar(positives.only_a, positives.only_b))},
          {"specificity", mcnemar_json(mcnemar(negatives.only_a, negatives.only_b))}};
}

json pair_row(const Pair& pair, const FigureOptions& options) {
  if (pair.a.empty()) return nullptr;
  const auto groups = groups_of(pair.a);
  json row = {{"n", pair.a.size()},
              {"positives", std::ranges::count(pair.a, true, &Case::positive)},
              {"groups", Groups(groups).count()}};
  row.update(figures_json(Ranked(pair.a), Ranked(pair.b), groups, options));
  row["delong"] = delong_json(pair);
  row["mcnemar"] = {{"sensitive", mcnemar_of(pair, &Case::said_sensitive)},
                    {"specific", mcnemar_of(pair, &Case::said_specific)}};
  return row;
}

json pair_json(const Pair& pair, const std::vector<std::string>& parts,
               const FigureOptions& options) {
  json regions = json::object();
  for (const std::string& part : parts)
    if (const Pair region = of_part(pair, part); !region.a.empty())
      regions[part] = pair_row(region, options);
  return {{"regions", regions},
          {"pooled", pair_row(pair, options)},
          {"macro",
           figures_json(Macro(pair.a, parts), Macro(pair.b, parts), groups_of(pair.a), options)}};
}

/// A part that a pack does not read is rightly answered by none.
bool part_right(const Subject& subject, const Prediction& row) {
  if (!subject.reads(row.entry.part)) return !row.finding.part.has_value();
  return row.finding.part == row.entry.part;
}

json router_json(const Evaluation& a, const Subject& subject_b, const Predictions& b,
                 const FigureOptions& options) {
  struct Right {
    bool a;
    bool b;
  };
  std::vector<Right> rows;
  std::vector<std::string> groups;
  int only_a = 0;
  int only_b = 0;
  for (std::size_t i = 0; i < b.rows.size(); ++i) {
    const Right right{part_right(a.subject, a.predictions.rows[i]),
                      part_right(subject_b, b.rows[i])};
    only_a += right.a && !right.b ? 1 : 0;
    only_b += right.b && !right.a ? 1 : 0;
    rows.push_back(right);
    groups.push_back(b.rows[i].entry.group);
  }
  const auto accuracy = [&](bool Right::*of, std::span<const int> times) {
    double hits = 0;
    double all = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      hits += rows[i].*of ? times[i] : 0;
      all += times[i];
    }
    return hits / all;
  };
  const std::vector<int> once(rows.size(), 1);
  const auto intervals = bootstrap(
      Groups(groups),
      [&](std::span<const int> times) {
        return FigureValues{accuracy(&Right::b, times) - accuracy(&Right::a, times)};
      },
      options.resampling);
  return {{"accuracy", difference_json(accuracy(&Right::a, once), accuracy(&Right::b, once),
                                       intervals.empty() ? std::nullopt : intervals.front())},
          {"mcnemar", mcnemar_json(mcnemar(only_a, only_b))}};
}

json subject_json(const Evaluation& evaluation) {
  const Subject& subject = evaluation.subject;
  return {{"file", evaluation.file.string()}, {"pack", subject.pack},
          {"version", subject.version},       {"weights", subject.weights},
          {"precision", subject.precision},   {"target", subject.target},
          {"dataset", evaluation.dataset},    {"subset", evaluation.subset}};
}

}  // namespace

std::string comparison_json(const Evaluation& a, const Evaluation& b,
                            const EvaluateOptions& options) {
  const FigureOptions figures{.resampling = {.resamples = options.resamples, .seed = options.seed},
                              .prevalence = options.prevalence};
  const Predictions rows_b = paired(a, b);
  std::vector<std::string> parts;  // that both read
  std::ranges::copy_if(a.subject.parts, std::back_inserter(parts),
                       [&](const std::string& part) { return b.subject.reads(part); });
  std::vector<std::string> groups;
  for (const Prediction& row : a.predictions.rows) groups.push_back(row.entry.group);

  json comparison = {{"format", 1},
                     {"osteon", OSTEON_VERSION},
                     {"a", subject_json(a)},
                     {"b", subject_json(b)},
                     {"images", groups.size()},
                     {"groups", Groups(groups).count()},
                     {"parts", parts},
                     {"resamples", options.resamples},
                     {"seed", options.seed},
                     {"prevalence", number_json(options.prevalence)}};
  comparison["router"] = router_json(a, b.subject, rows_b, figures);
  comparison["experts_given_part"] =
      pair_json(matched(cases_given_part(a.predictions), cases_given_part(rows_b)), parts, figures);
  comparison["in_sequence"] = pair_json(
      matched(cases_in_sequence(a.subject, a.predictions), cases_in_sequence(b.subject, rows_b)),
      parts, figures);
  return comparison.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace osteon
