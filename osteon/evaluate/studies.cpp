#include "osteon/evaluate/studies.hpp"

#include <map>
#include <utility>

namespace osteon {

Predictions studies_of(const Predictions& predictions) {
  struct Views {
    const Prediction* first;
    bool positive = false;
    std::vector<Finding> findings;
    std::vector<Finding> given_part;
  };
  std::vector<Views> studies;
  std::map<std::pair<std::string, std::string>, std::size_t> places;
  for (const Prediction& row : predictions.rows) {
    // A study without a name is one view; two groups may both have a study "1".
    const std::string& name = row.entry.study.empty() ? row.entry.file.string()
                                                      : row.entry.group + "\n" + row.entry.study;
    const auto [place, is_new] = places.try_emplace({name, row.entry.part}, studies.size());
    if (is_new) studies.push_back({.first = &row});
    Views& views = studies[place->second];
    views.positive = views.positive || row.entry.positive;
    views.findings.push_back(row.finding);
    views.given_part.push_back(row.given_part);
  }

  Predictions combined{.rows = {}, .unread = {}, .columns = predictions.columns};
  for (const Views& views : studies) {
    Prediction& row = combined.rows.emplace_back(*views.first);
    row.entry.positive = views.positive;
    row.finding = combine_views(views.findings);
    row.given_part = combine_views(views.given_part);
  }
  return combined;
}

}  // namespace osteon
