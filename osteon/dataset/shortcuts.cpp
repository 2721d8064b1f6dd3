#include "osteon/dataset/shortcuts.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include <fmt/format.h>

#include "osteon/base/letters.hpp"
#include "osteon/radiograph/orientation.hpp"

namespace osteon {
namespace {

/// Of the normal distribution, beyond which one value in a thousand lies: on both sides, on one.
constexpr double z_two_sided = 3.29;
constexpr double z_one_sided = 3.09;

template <typename Key>
std::array<double, 2> totals_of(const std::map<Key, LabelCounts>& counts) {
  std::array<double, 2> totals{};
  for (const auto& [key, at] : counts)
    for (std::size_t label : {0, 1}) totals[label] += at.images[label];
  return totals;
}

template <typename Key>
bool has_enough(const std::map<Key, LabelCounts>& counts) {
  return std::ranges::min(totals_of(counts)) >= ShortcutFinder::fewest;
}

void count(LabelCounts& counts, bool positive, std::size_t row) {
  auto& first = counts.first[positive];
  first = counts.images[positive]++ == 0 ? static_cast<std::uint32_t>(row)
                                         : std::min(first, static_cast<std::uint32_t>(row));
}

/// The value that a chi-squared variable exceeds once in a thousand times (Wilson and Hilferty,
/// PNAS 17, 1931).
double chi_squared_limit(double degrees) {
  const double spread = 2 / (9 * degrees);
  return degrees * std::pow(1 - spread + z_one_sided * std::sqrt(spread), 3);
}

/// The rare ones are put together: chi-squared says little about cells with few images.
std::map<std::string, LabelCounts> without_rare(const std::map<std::string, LabelCounts>& counts) {
  std::map<std::string, LabelCounts> common;
  for (const auto& [kind, at] : counts) {
    const bool rare = at.images[0] + at.images[1] < ShortcutFinder::fewest;
    LabelCounts& into = common[rare ? "others" : kind];
    for (std::size_t label : {0, 1}) {
      if (at.images[label] == 0) continue;
      into.first[label] =
          into.images[label] == 0 ? at.first[label] : std::min(into.first[label], at.first[label]);
      into.images[label] += at.images[label];
    }
  }
  return common;
}

/// The highest of one label and the lowest of the other.
std::vector<std::uint32_t> extremes(const std::map<double, LabelCounts>& counts, bool rising) {
  std::vector<std::uint32_t> rows;
  const auto take_first = [&](auto begin, auto end, std::size_t label) {
    const auto found =
        std::find_if(begin, end, [&](const auto& at) { return at.second.images[label] > 0; });
    rows.push_back(found->second.first[label]);
  };
  take_first(counts.rbegin(), counts.rend(), rising ? 1 : 0);
  take_first(counts.begin(), counts.end(), rising ? 0 : 1);
  return rows;
}

}  // namespace

void ShortcutFinder::add(const Opened& opened) {
  const Extent extent = opened.facts.extent;
  const double width = extent.width;
  const double height = extent.height;
  Part& part = parts_[opened.entry.part];
  const bool positive = opened.entry.positive;
  count(part.measures["area"][width * height], positive, opened.row);
  count(part.measures["width to height"][width / height], positive, opened.row);
  count(part.kinds["orientation"][std::string(orientation(extent))], positive, opened.row);
  count(part.kinds["size"][fmt::format("{}x{}", extent.width, extent.height)], positive,
        opened.row);
  count(part.kinds["bit depth"][fmt::format("{}", opened.facts.bits)], positive, opened.row);
  count(part.kinds["file type"][lower_case(opened.entry.file.extension().string())], positive,
        opened.row);
}

Association auroc_of(const std::map<double, LabelCounts>& counts) {
  const auto [negatives, positives] = totals_of(counts);
  double below = 0;
  double wins = 0;
  for (const auto& [value, at] : counts) {
    wins += at.images[1] * (below + at.images[0] / 2.0);
    below += at.images[0];
  }
  const double value = wins / (negatives * positives);
  // Of the Mann-Whitney statistic where the label means nothing; ties would make it smaller.
  const double spread = std::sqrt((negatives + positives + 1) / (12 * negatives * positives));
  return {value, std::abs(value - 0.5) > z_two_sided * spread};
}

Association cramers_v_of(const std::map<std::string, LabelCounts>& counts) {
  const auto kinds = static_cast<double>(counts.size());
  if (counts.size() < 2) return {};
  const auto totals = totals_of(counts);
  const double all = totals[0] + totals[1];
  double chi_squared = 0;
  for (const auto& [kind, at] : counts)
    for (std::size_t label : {0, 1}) {
      const double expected = (at.images[0] + at.images[1]) * totals[label] / all;
      chi_squared += std::pow(at.images[label] - expected, 2) / expected;
    }
  const double degrees = kinds - 1;
  const double phi_squared = std::max(0.0, chi_squared / all - degrees / (all - 1));
  const double kinds_corrected = kinds - degrees * degrees / (all - 1);
  const double labels_corrected = 2 - 1 / (all - 1);
  return {std::sqrt(phi_squared / std::min(kinds_corrected - 1, labels_corrected - 1)),
          chi_squared > chi_squared_limit(degrees)};
}

std::vector<Shortcut> ShortcutFinder::found() const {
  std::vector<Shortcut> shortcuts;
  for (const auto& [name, part] : parts_) {
    for (const auto& [property, counts] : part.measures) {
      if (!has_enough(counts)) continue;
      const auto [value, beyond_chance] = auroc_of(counts);
      if (beyond_chance && std::abs(value - 0.5) > auroc_limit)
        shortcuts.push_back({.part = name,
                             .property = property,
                             .statistic = "AUROC",
                             .value = value,
                             .limit = 0.5 + (value > 0.5 ? auroc_limit : -auroc_limit),
                             .values = {},
                             .examples = extremes(counts, value > 0.5)});
    }
    for (const auto& [property, counts] : part.kinds) {
      if (!has_enough(counts)) continue;
      const auto common = without_rare(counts);
      const auto [value, beyond_chance] = cramers_v_of(common);
      if (!beyond_chance || value <= cramers_v_limit) continue;
      Shortcut shortcut{.part = name,
                        .property = property,
                        .statistic = "Cramér's V",
                        .value = value,
                        .limit = cramers_v_limit,
                        .values = {common.begin(), common.end()},
                        .examples = {}};
      std::ranges::stable_sort(shortcut.values, std::greater(), [](const auto& at) {
        return at.second.images[0] + at.second.images[1];
      });
      for (const auto& [kind, at] : shortcut.values) {
        const bool positive = at.images[1] > 0;
        shortcut.examples.push_back(at.first[positive]);
        if (shortcut.examples.size() == 3) break;
      }
      shortcuts.push_back(std::move(shortcut));
    }
  }
  return shortcuts;
}

}  // namespace osteon
