#include "osteon/evaluate/shift/report.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

#include <nlohmann/json.hpp>

#include "osteon/evaluate/shift/figures.hpp"

namespace osteon {
namespace {

using json = nlohmann::ordered_json;
using shift::Figure;
using shift::Picked;
using shift::Row;

constexpr shift::Limits limits{};

std::vector<std::string> groups_of(std::span<const Row> rows) {
  std::vector<std::string> groups;
  for (const Row& row : rows) groups.push_back(row.said.group);
  return groups;
}

std::vector<std::size_t> all_of(std::span<const Row> rows) {
  std::vector<std::size_t> all(rows.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return all;
}

using FigureOf = std::function<std::optional<double>(Picked)>;

json interval_of(std::span<const Row> rows, const FigureOf& figure,
                 const EvaluateOptions& options) {
  const auto intervals =
      bootstrap(Groups(groups_of(rows)),
                [&](std::span<const int> times) -> FigureValues {
                  std::vector<std::size_t> picked;
                  for (std::size_t row = 0; row < times.size(); ++row)
                    picked.insert(picked.end(), static_cast<std::size_t>(times[row]), row);
                  return {figure(picked)};
                },
                {.resamples = options.resamples, .seed = options.seed});
  return intervals.empty() ? json(nullptr) : interval_json(intervals.front());
}

json figures_json(std::span<const Row> rows, const EvaluateOptions& options) {
  json figures;
  for (const Figure& figure : shift::figures())
    figures[std::string(figure.name)] = {
        {"value", number_json(figure.of(rows, all_of(rows)))},
        {"interval", interval_of(
                         rows, [&](Picked picked) { return figure.of(rows, picked); }, options)}};
  return figures;
}

/// Both runs are of the same films in the same order, so every resample draws the same ones of
/// both: the interval of the difference is a paired one.
json compared(std::span<const Row> rows, std::span<const Row> as_is,
              const EvaluateOptions& options) {
  json figures;
  for (const Figure& figure : shift::figures()) {
    const auto difference = [&](Picked picked) -> std::optional<double> {
      const auto here = figure.of(rows, picked);
      const auto there = figure.of(as_is, picked);
      if (!here || !there) return {};
      return *here - *there;
    };
    const auto whole = difference(all_of(rows));
    json entry = {{"value", number_json(figure.of(rows, all_of(rows)))},
                  {"difference", number_json(whole)},
                  {"difference_interval", interval_of(as_is, difference, options)}};
    if (figure.limited) {
      // A fall of exactly the limit is not beyond it, whatever the last bit says.
      const double fall = -whole.value_or(0.0) - 1e-9;
      entry["beyond"] = nullptr;
      if (fall > limits.aim) entry["beyond"] = "aim";
      if (fall > limits.floor) entry["beyond"] = "floor";
    }
    figures[std::string(figure.name)] = std::move(entry);
  }
  return figures;
}

json share_json(int part, int all) {
  if (all == 0) return {{"n", 0}, {"cannot_answer", 0}, {"share", nullptr}, {"interval", nullptr}};
  return {{"n", all},
          {"cannot_answer", part},
          {"share", static_cast<double>(part) / all},
          {"interval", interval_json(share_interval(part, all))}};
}

/// Those kinds for which `chosen` holds, as one.
template <typename Chosen>
json together(std::span<const OutOfScopeRun> runs, Chosen chosen) {
  int pictures = 0;
  int cannot_answer = 0;
  for (const OutOfScopeRun& run : runs)
    if (chosen(run)) {
      pictures += run.pictures;
      cannot_answer += run.cannot_answer;
    }
  return share_json(cannot_answer, pictures);
}

json out_of_scope_json(const ShiftMeasurements& measurements) {
  json kinds = json::object();
  for (const OutOfScopeRun& run : measurements.drawn) {
    json kind = {{"what", run.what}, {"for_training", run.for_training}};
    kind.update(share_json(run.cannot_answer, run.pictures));
    kinds[run.kind] = std::move(kind);
  }
  json files = json::object();
  for (const OutOfScopeRun& run : measurements.files)
    files[run.kind] = share_json(run.cannot_answer, run.pictures);
  return {
      {"drawn", kinds},
      {"drawn_for_training",
       together(measurements.drawn, [](const OutOfScopeRun& run) { return run.for_training; })},
      {"drawn_never_trained_on",
       together(measurements.drawn, [](const OutOfScopeRun& run) { return !run.for_training; })},
      {"files", files}};
}

}  // namespace

std::string shift_json(const Pack& pack, Precision precision, const ShiftMeasurements& measurements,
                       const EvaluateOptions& options) {
  json result = {{"format", 1},
                 {"osteon", OSTEON_VERSION},
                 {"pack", pack.name},
                 {"version", pack.version},
                 {"weights", pack.weights_hash()},
                 {"target", pack.target},
                 {"precision", name_of(precision)},
                 {"dataset", options.dataset},
                 {"subset", options.subset},
                 {"resamples", options.resamples},
                 {"seed", options.seed},
                 {"limits", {{"aim", limits.aim}, {"floor", limits.floor}}}};
  if (measurements.shifts) {
    const ShiftRuns& runs = *measurements.shifts;
    const auto as_is = shift::rows_of(pack, runs.as_is);
    result["images"] = as_is.size();
    result["unread"] = runs.unread.size();
    result["as_is"] = figures_json(as_is, options);
    result["shifts"] = json::object();
    for (const ShiftRun& run : runs.shifts)
      result["shifts"][std::string(run.shift.name)] = {
          {"what", run.shift.what},
          {"figures", compared(shift::rows_of(pack, run.rows), as_is, options)}};
  }
  if (!measurements.drawn.empty() || !measurements.files.empty())
    result["out_of_scope"] = out_of_scope_json(measurements);
  return result.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

std::string shift_json(const Detector& detector, const ShiftMeasurements& measurements,
                       const EvaluateOptions& options) {
  return shift_json(detector.pack(), detector.precision(), measurements, options);
}

}  // namespace osteon
