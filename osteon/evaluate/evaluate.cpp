#include "osteon/evaluate/evaluate.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "osteon/evaluate/cases.hpp"
#include "osteon/evaluate/coverage.hpp"
#include "osteon/evaluate/figures.hpp"
#include "osteon/evaluate/located.hpp"
#include "osteon/evaluate/reliability.hpp"
#include "osteon/evaluate/router.hpp"
#include "osteon/evaluate/studies.hpp"
#include "osteon/evaluate/subgroups.hpp"

namespace osteon {
namespace {

using json = nlohmann::ordered_json;

json unread_json(const std::vector<Unread>& unread) {
  json files = json::array();
  for (const auto& [file, why] : unread) files.push_back({{"file", file.string()}, {"why", why}});
  return {{"count", unread.size()}, {"files", files}};
}

/// Router, experts and both in sequence, of images or of studies.
void add_level(json& to, const Subject& subject, const Predictions& predictions,
               const FigureOptions& options) {
  const auto given_part = cases_given_part(predictions);
  const auto in_sequence = cases_in_sequence(subject, predictions);
  to["router"] = router_figures(subject, predictions, options.resampling);
  to["experts_given_part"] = figures_of(given_part, subject.parts, options);
  to["experts_given_part"]["unanswered"] = in_sequence.size() - given_part.size();
  to["in_sequence"] = figures_of(in_sequence, subject.parts, options);
  to["in_sequence"]["unanswered"] = std::ranges::count(in_sequence, false, &Case::answered);
}

json coverage_json(const Subject& subject, const Predictions& predictions) {
  json curves = json::object();
  for (const auto& [name, points] : coverage_curves(subject, predictions)) {
    curves[name] = json::array();
    for (const auto& [coverage, accuracy] : thinned(points))
      curves[name].push_back({{"coverage", coverage}, {"accuracy", accuracy}});
  }
  return curves;
}

json reliability_json(std::span<const Case> cases) {
  json bins = json::array();
  for (const ReliabilityBin& bin : reliability(cases))
    bins.push_back(
        {{"from", bin.low},
         {"to", bin.high},
         {"n", bin.count},
         {"positives", bin.positives},
         {"mean_probability",
          number_json(bin.count == 0 ? std::nullopt : std::optional(bin.mean_probability))}});
  return bins;
}

}  // namespace

std::string metrics_json(const Subject& subject, const Predictions& predictions,
                         const EvaluateOptions& options) {
  const FigureOptions figures{.resampling = {.resamples = options.resamples, .seed = options.seed},
                              .prevalence = options.prevalence};
  const auto outside = std::ranges::count_if(
      predictions.rows, [&](const Prediction& row) { return !subject.reads(row.entry.part); });

  json metrics = {{"format", 1},
                  {"osteon", OSTEON_VERSION},
                  {"pack", subject.pack},
                  {"version", subject.version},
                  {"weights", subject.weights},
                  {"target", subject.target},
                  {"precision", subject.precision},
                  {"parts", subject.parts},
                  {"dataset", options.dataset},
                  {"subset", options.subset},
                  {"resamples", options.resamples},
                  {"seed", options.seed},
                  {"prevalence", number_json(options.prevalence)},
                  {"images", predictions.rows.size()},
                  {"outside_pack", outside},
                  {"unread", unread_json(predictions.unread)}};
  add_level(metrics, subject, predictions, figures);
  metrics["reliability"] = {
      {"experts_given_part", reliability_json(cases_given_part(predictions))},
      {"in_sequence", reliability_json(cases_in_sequence(subject, predictions))}};
  metrics["accuracy_by_coverage"] = coverage_json(subject, predictions);

  const Predictions studies = studies_of(predictions);
  metrics["study_level"] = {{"studies", studies.rows.size()}};
  add_level(metrics["study_level"], subject, studies, figures);
  metrics["by"] = subgroup_figures(subject, predictions, figures);
  metrics["localisation"] =
      localisation_figures(located(subject, predictions), subject.parts, figures.resampling);
  // A file's name may hold bytes that are not UTF-8; they must not cost the figures.
  return metrics.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

std::string metrics_json(const Pack& pack, Precision precision, const Predictions& predictions,
                         const EvaluateOptions& options) {
  return metrics_json(subject_of(pack, precision), predictions, options);
}

std::string metrics_json(const Detector& detector, const Predictions& predictions,
                         const EvaluateOptions& options) {
  return metrics_json(detector.pack(), detector.precision(), predictions, options);
}

}  // namespace osteon
