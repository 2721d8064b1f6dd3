#include "osteon/evaluate/router.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

#include <nlohmann/json.hpp>

namespace osteon {
namespace {

using json = nlohmann::ordered_json;

/// The place of a part among the pack's, and behind them that of everything else.
std::size_t class_of(const Pack& pack, const std::string& part) {
  return static_cast<std::size_t>(
      std::distance(pack.router.parts.begin(), std::ranges::find(pack.router.parts, part)));
}

}  // namespace

json router_figures(const Pack& pack, const Predictions& predictions,
                    const Resampling& resampling) {
  const std::size_t none = pack.router.parts.size();
  std::vector<std::vector<int>> confusion(none + 1, std::vector<int>(none + 1));
  std::vector<bool> right;
  std::vector<std::string> groups;
  int abstained = 0;
  for (const auto& [entry, finding, given_part, score] : predictions.rows) {
    const std::size_t truth = class_of(pack, entry.part);
    const std::size_t answer = finding.part ? class_of(pack, *finding.part) : none;
    ++confusion[truth][answer];
    right.push_back(truth == answer);
    groups.push_back(entry.group);
    if (answer == none && truth != none) ++abstained;
  }

  const auto accuracy = [&](std::span<const std::size_t> rows) -> std::optional<double> {
    if (rows.empty()) return {};
    const auto hits = std::ranges::count_if(rows, [&](std::size_t row) { return right[row]; });
    return static_cast<double>(hits) / static_cast<double>(rows.size());
  };
  std::vector<std::size_t> all(right.size());
  std::iota(all.begin(), all.end(), std::size_t{0});

  std::vector<std::string> classes = pack.router.parts;
  classes.emplace_back("none");
  return {{"n", right.size()},
          {"accuracy", number_json(accuracy(all))},
          {"accuracy_interval",
           interval_json(bootstrap(groups, accuracy, resampling.resamples, resampling.seed))},
          {"kappa", number_json(kappa(confusion))},
          {"abstained", abstained},
          {"confusion", {{"classes", classes}, {"truth_by_answer", confusion}}}};
}

}  // namespace osteon
