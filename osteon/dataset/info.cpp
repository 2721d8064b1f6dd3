#include "osteon/dataset/info.hpp"

#include <algorithm>

#include "osteon/dataset/image_facts.hpp"
#include "osteon/dataset/steady_hash.hpp"

namespace osteon {

void Different::add(std::string_view text) {
  hashes_.push_back(steady_hash(text));
  // Twice as many as were different so far, so that merging costs a constant time for each.
  if (hashes_.size() > 2 * merged_ + 1024) merge();
}

void Different::merge() {
  std::ranges::sort(hashes_);
  const auto again = std::ranges::unique(hashes_);
  hashes_.erase(again.begin(), again.end());
  merged_ = hashes_.size();
}

std::size_t Different::count() const {
  Different all = *this;
  all.merge();
  return all.merged_;
}

DatasetInfo dataset_info(const std::string& source, const InfoOptions& options) {
  const auto entries = open_entries(source);
  DatasetInfo info;
  info.opened = options.open;
  Different studies;
  Different groups;
  std::vector<Different> values(entries->about().columns.size());

  const auto count = [&](const Entry& entry) {
    ++info.images;
    ++info.labels[{entry.part, entry.subset}][entry.positive];
    studies.add(entry.study);
    groups.add(entry.group);
    info.ungrouped += entry.ungrouped;
    info.outlined += !entry.outlines.empty();
    info.outlines += entry.outlines.size();
    for (std::size_t i = 0; i < values.size(); ++i) values[i].add(entry.values[i]);
    if (options.progress) options.progress(info.images);
  };
  if (options.open) {
    open_images(*entries, {.threads = options.threads, .compare = false},
                [&](const Opened& opened) {
                  count(opened.entry);
                  if (!opened.trouble.empty()) {
                    info.unusable.push_back({opened.entry.file, opened.trouble});
                    return;
                  }
                  const auto [width, height] = opened.facts.extent;
                  ++info.sizes[{width, height}];
                  ++info.bits[opened.facts.bits];
                });
    std::ranges::sort(info.unusable, {}, &DatasetInfo::Unusable::file);
  } else {
    while (const auto entry = entries->next()) count(*entry);
  }
  info.about = entries->about();
  info.studies = studies.count();
  info.groups = groups.count();
  for (const Different& column : values) info.column_values.push_back(column.count());
  return info;
}

}  // namespace osteon
