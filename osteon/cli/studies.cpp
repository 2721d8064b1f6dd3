#include "osteon/cli/studies.hpp"

namespace osteon::cli {

void Studies::add(const FileReading& reading) {
  const bool named = !reading.study.empty();
  const auto folder = reading.file.has_parent_path() ? reading.file.parent_path() : ".";
  const Key key{reading.study, named ? std::filesystem::path() : folder};
  const auto [place, is_new] = places_.try_emplace(key, studies_.size());
  if (is_new)
    studies_.push_back(
        {.name = named ? reading.file.string() : folder.string(), .files = {}, .views = {}});
  Study& study = studies_[place->second];
  study.files.push_back(reading.file.string());
  study.views.push_back(reading.reading->finding);
}

std::vector<Line> Studies::lines() const {
  std::vector<Line> lines;
  for (const Study& study : studies_)
    lines.push_back(
        {.file = study.name, .views = study.files, .finding = combine_views(study.views)});
  return lines;
}

}  // namespace osteon::cli
