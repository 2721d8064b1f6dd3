// What a dataset holds as a table for people and as JSON.
#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "osteon/dataset/info.hpp"

namespace osteon {
namespace {

using json = nlohmann::ordered_json;
using Labels = std::map<DatasetInfo::Cell, std::array<std::size_t, 2>>;

/// As they are used: train, valid, test, and last what is in none.
std::vector<std::string> subsets_in(const Labels& labels) {
  std::vector<std::string> subsets;
  for (const std::string subset : {"train", "valid", "test", ""})
    if (std::ranges::any_of(labels, [&](const auto& at) { return at.first.subset == subset; }))
      subsets.push_back(subset);
  return subsets;
}

std::array<std::size_t, 2> sum_over(const Labels& labels, const std::string* part,
                                    const std::string* subset) {
  std::array<std::size_t, 2> sum{};
  for (const auto& [cell, counts] : labels) {
    if ((part != nullptr && cell.part != *part) || (subset != nullptr && cell.subset != *subset))
      continue;
    for (std::size_t label : {0, 1}) sum[label] += counts[label];
  }
  return sum;
}

std::string shown(const std::string& subset) { return subset.empty() ? "no subset" : subset; }

/// The commonest first.
std::vector<std::pair<std::pair<int, int>, std::size_t>> by_count(const DatasetInfo& info) {
  std::vector<std::pair<std::pair<int, int>, std::size_t>> sizes(info.sizes.begin(),
                                                                 info.sizes.end());
  std::ranges::stable_sort(sizes, std::greater(), [](const auto& at) { return at.second; });
  return sizes;
}

std::string sizes_line(const DatasetInfo& info) {
  constexpr std::size_t most = 4;
  std::string text;
  std::size_t shown_images = 0;
  const auto sizes = by_count(info);
  for (std::size_t i = 0; i < sizes.size() && i < most; ++i) {
    const auto& [size, images] = sizes[i];
    text += fmt::format("{}{} x {} ({})", i == 0 ? "" : ", ", size.first, size.second, images);
    shown_images += images;
  }
  std::size_t all = 0;
  for (const auto& [size, images] : sizes) all += images;
  if (sizes.size() > most)
    text += fmt::format(", and {} others ({})", sizes.size() - most, all - shown_images);
  return text;
}

std::string depths_line(const DatasetInfo& info) {
  std::string text;
  for (const auto& [bits, images] : info.bits)
    text += fmt::format("{}{} bits ({})", text.empty() ? "" : ", ", bits, images);
  return text;
}

}  // namespace

std::string label_table(const Labels& labels, const std::string& target) {
  const auto subsets = subsets_in(labels);
  std::set<std::string> parts;
  std::size_t widest = 4;
  for (const auto& [cell, counts] : labels) {
    parts.insert(cell.part);
    widest = std::max(widest, cell.part.size());
  }
  // A subset is two columns: negative and positive.
  std::string text = fmt::format("{:<{}}", "", widest);
  for (const std::string& subset : subsets) text += fmt::format("{:>20}", shown(subset));
  if (subsets.size() > 1) text += fmt::format("{:>20}", "all");
  text += fmt::format("\n{:<{}}", "part", widest);
  const std::size_t pairs = subsets.size() + (subsets.size() > 1 ? 1 : 0);
  for (std::size_t i = 0; i < pairs; ++i) text += fmt::format("{:>10}{:>10}", "negative", target);
  text += "\n";
  const auto row = [&](const std::string& name, const std::string* part) {
    text += fmt::format("{:<{}}", name, widest);
    for (const std::string& subset : subsets) {
      const auto counts = sum_over(labels, part, &subset);
      text += fmt::format("{:>10}{:>10}", counts[0], counts[1]);
    }
    if (subsets.size() > 1) {
      const auto counts = sum_over(labels, part, nullptr);
      text += fmt::format("{:>10}{:>10}", counts[0], counts[1]);
    }
    text += "\n";
  };
  for (const std::string& part : parts) row(part, &part);
  if (parts.size() > 1) row("all", nullptr);
  return text;
}

std::string info_table(const DatasetInfo& info) {
  std::string text = fmt::format("{}: {} images, {} studies, {} groups", info.about.source,
                                 info.images, info.studies, info.groups);
  if (info.ungrouped > 0)
    text += fmt::format(" ({} images belong to no named patient or group)", info.ungrouped);
  text += "\n\n" + label_table(info.labels, info.about.target) + "\n";
  const auto line = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) text += fmt::format("{:<14}{}\n", name, value);
  };
  if (info.opened) {
    line("sizes", sizes_line(info));
    line("bit depths", depths_line(info));
  }
  line("outlines", fmt::format("{} in {} images", info.outlines, info.outlined));
  // Their values may be names; how many there are is enough to choose one by.
  std::string columns;
  for (std::size_t i = 0; i < info.about.columns.size(); ++i)
    columns +=
        fmt::format("{}{} ({})", i == 0 ? "" : ", ", info.about.columns[i], info.column_values[i]);
  line("columns", columns);
  line("licence", info.about.licence);
  line("credit", info.about.credit);
  for (const std::string& caveat : info.about.caveats) line("note", caveat);
  if (!info.unusable.empty())
    text += fmt::format("\nfiles that cannot be used: {}; 'osteon dataset check' names them\n",
                        info.unusable.size());
  return text;
}

std::string info_json(const DatasetInfo& info) {
  json root = {{"source", info.about.source},     {"target", info.about.target},
               {"licence", info.about.licence},   {"credit", info.about.credit},
               {"caveats", info.about.caveats},   {"images", info.images},
               {"studies", info.studies},         {"groups", info.groups},
               {"ungrouped", info.ungrouped},     {"outlines", info.outlines},
               {"outlined_images", info.outlined}};
  json& labels = root["labels"] = json::array();
  for (const auto& [cell, counts] : info.labels)
    labels.push_back({{"part", cell.part},
                      {"subset", cell.subset},
                      {"negative", counts[0]},
                      {"positive", counts[1]}});
  json& columns = root["columns"] = json::array();
  for (std::size_t i = 0; i < info.about.columns.size(); ++i)
    columns.push_back({{"name", info.about.columns[i]}, {"values", info.column_values[i]}});
  if (info.opened) {
    json& sizes = root["sizes"] = json::array();
    for (const auto& [size, images] : by_count(info))
      sizes.push_back({{"width", size.first}, {"height", size.second}, {"images", images}});
    json& depths = root["bit_depths"] = json::array();
    for (const auto& [bits, images] : info.bits)
      depths.push_back({{"bits", bits}, {"images", images}});
    json& unusable = root["unusable"] = json::array();
    for (const auto& [file, why] : info.unusable)
      unusable.push_back({{"file", file.string()}, {"why", why}});
  }
  return root.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace osteon
