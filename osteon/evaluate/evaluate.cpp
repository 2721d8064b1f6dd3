#include "osteon/evaluate/evaluate.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "osteon/evaluate/cases.hpp"
#include "osteon/evaluate/figures.hpp"
#include "osteon/evaluate/router.hpp"

namespace osteon {
namespace {

using json = nlohmann::ordered_json;

json unread_json(const std::vector<Unread>& unread) {
  json files = json::array();
  for (const auto& [file, why] : unread) files.push_back({{"file", file.string()}, {"why", why}});
  return {{"count", unread.size()}, {"files", files}};
}

}  // namespace

std::string metrics_json(const Pack& pack, Precision precision, const Predictions& predictions,
                         const EvaluateOptions& options) {
  const Resampling resampling{options.resamples, options.seed};
  const auto given_part = cases_given_part(predictions);
  const auto in_sequence = cases_in_sequence(pack, predictions);
  const auto answered = std::ranges::count_if(predictions.rows, [&](const Prediction& row) {
    return row.finding.probability && pack.expert_for(row.entry.part) != nullptr;
  });

  json metrics = {{"format", 1},
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
                  {"images", predictions.rows.size()},
                  {"outside_pack", predictions.rows.size() - in_sequence.size()},
                  {"unread", unread_json(predictions.unread)}};
  metrics["router"] = router_figures(pack, predictions, resampling);
  metrics["experts_given_part"] = figures_of(given_part, pack.router.parts, resampling);
  metrics["experts_given_part"]["unanswered"] = in_sequence.size() - given_part.size();
  metrics["in_sequence"] = figures_of(in_sequence, pack.router.parts, resampling);
  metrics["in_sequence"]["unanswered"] = in_sequence.size() - static_cast<std::size_t>(answered);
  // A file's name may hold bytes that are not UTF-8; they must not cost the figures.
  return metrics.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

std::string metrics_json(const Detector& detector, const Predictions& predictions,
                         const EvaluateOptions& options) {
  return metrics_json(detector.pack(), detector.precision(), predictions, options);
}

}  // namespace osteon
