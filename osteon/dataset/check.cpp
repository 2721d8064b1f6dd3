#include "osteon/dataset/check.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "osteon/dataset/image_facts.hpp"
#include "osteon/dataset/near_pairs.hpp"
#include "osteon/dataset/shortcuts.hpp"
#include "osteon/dataset/steady_hash.hpp"

namespace osteon {
namespace {

/// What is kept of an image until all have been seen.
struct Seen {
  PictureHash picture;
  std::uint64_t pixels = 0;
  std::uint64_t group = 0;
  std::uint32_t part = 0;    ///< number of the word
  std::uint16_t subset = 0;  ///< the same
  bool positive = false;
  bool usable = false;
};
static_assert(sizeof(Seen) == 56);

using Row = std::uint32_t;

/// Words as small numbers.
class Words {
 public:
  std::uint32_t number_of(const std::string& word) {
    return numbers_.try_emplace(word, static_cast<std::uint32_t>(numbers_.size())).first->second;
  }
  std::string word(std::uint32_t number) const {
    return std::ranges::find(numbers_, number, [](const auto& at) { return at.second; })->first;
  }

 private:
  std::map<std::string, std::uint32_t> numbers_;
};

/// Joins rows that are the same picture (Tarjan 1975, with path halving).
class Sets {
 public:
  explicit Sets(std::size_t rows) : above_(rows) {
    std::iota(above_.begin(), above_.end(), Row{0});
  }

  Row root(Row row) {
    while (above_[row] != row) row = above_[row] = above_[above_[row]];
    return row;
  }
  /// The lower row is the root, so that the result does not depend on the order of joining.
  void join(Row a, Row b) {
    a = root(a);
    b = root(b);
    above_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<Row> above_;
};

/// A finding that still speaks of rows.
struct CopiesOfRows {
  std::vector<Row> rows;
  Copies copies;
};
struct LeakOfRows {
  std::vector<Row> first;
  LeakedGroup leak;
};

std::optional<FileTrouble> trouble_with_outlines(const Opened& opened) {
  if (opened.entry.outlines.empty()) return {};
  if (!opened.entry.positive)
    return FileTrouble{opened.entry.file, "it has an outline, and its label is negative"};
  const auto [width, height] = opened.facts.extent;
  for (const Outline& outline : opened.entry.outlines) {
    const Box box = bounds(outline);
    // Half a pixel beyond the edge is how some programs count.
    if (box.left < -0.5F || box.top < -0.5F ||
        box.left + box.width > static_cast<float>(width) + 0.5F ||
        box.top + box.height > static_cast<float>(height) + 0.5F)
      return FileTrouble{
          opened.entry.file,
          fmt::format("an outline reaches from ({:.0f}, {:.0f}) to ({:.0f}, {:.0f}), outside the "
                      "{} x {} pixels",
                      box.left, box.top, box.left + box.width, box.top + box.height, width,
                      height)};
  }
  return {};
}

class Check {
 public:
  Check(std::string source, const CheckOptions& options)
      : source_(std::move(source)), options_(options) {}

  CheckReport run() {
    look();
    const auto copies = find_copies();
    const auto leaks = find_leaks();
    const auto shortcuts = shortcuts_.found();
    name_files(copies, leaks, shortcuts);
    return std::move(report_);
  }

 private:
  void look() {
    const auto entries = open_entries(source_);
    open_images(*entries, {.threads = options_.threads}, [&](const Opened& opened) {
      note(opened);
      ++report_.images;
      if (options_.progress) options_.progress(report_.images);
    });
    report_.source = entries->about().source;
    // They came in the order in which the threads were done.
    std::ranges::sort(unreadable_, {}, [](const auto& at) { return at.first; });
    std::ranges::sort(truncated_, {}, [](const auto& at) { return at.first; });
    std::ranges::sort(outlines_, {}, [](const auto& at) { return at.first; });
    for (auto& [row, trouble] : unreadable_) report_.unreadable.push_back(std::move(trouble));
    for (auto& [row, file] : truncated_) report_.truncated.push_back(std::move(file));
    for (auto& [row, trouble] : outlines_) report_.outlines.push_back(std::move(trouble));
  }

  void note(const Opened& opened) {
    if (seen_.size() <= opened.row) seen_.resize(opened.row + 1);
    const Entry& entry = opened.entry;
    Seen& seen = seen_[opened.row];
    seen = {.picture = opened.facts.picture,
            .pixels = opened.facts.pixels,
            .group = steady_hash(entry.group),
            .part = words_.number_of(entry.part),
            .subset = static_cast<std::uint16_t>(words_.number_of(entry.subset)),
            .positive = entry.positive,
            .usable = opened.trouble.empty()};
    if (!seen.usable) {
      unreadable_.emplace_back(opened.row, FileTrouble{entry.file, opened.trouble});
      return;
    }
    if (opened.facts.incomplete) truncated_.emplace_back(opened.row, entry.file);
    if (auto trouble = trouble_with_outlines(opened))
      outlines_.emplace_back(opened.row, std::move(*trouble));
    shortcuts_.add(opened);
  }

  /// Rows of usable images, by a key that brings together what belongs together.
  template <typename Key>
  std::vector<Row> usable_by(Key key) const {
    std::vector<Row> rows;
    for (Row row = 0; row < seen_.size(); ++row)
      if (seen_[row].usable) rows.push_back(row);
    std::ranges::stable_sort(rows, {}, [&](Row row) { return key(seen_[row]); });
    return rows;
  }

  std::vector<CopiesOfRows> find_copies() {
    Sets sets(seen_.size());
    const auto by_pixels = usable_by([](const Seen& seen) { return seen.pixels; });
    for (std::size_t i = 1; i < by_pixels.size(); ++i)
      if (seen_[by_pixels[i]].pixels == seen_[by_pixels[i - 1]].pixels)
        sets.join(by_pixels[i - 1], by_pixels[i]);

    std::vector<Row> rows;
    std::vector<PictureHash> codes;
    for (Row row = 0; row < seen_.size(); ++row)
      if (seen_[row].usable) {
        rows.push_back(row);
        codes.push_back(seen_[row].picture);
      }
    for (const auto& [a, b] : near_pairs(codes, near_limit)) sets.join(rows[a], rows[b]);

    std::map<Row, std::vector<Row>> members;
    for (const Row row : rows)
      if (const Row root = sets.root(row); root != row) members[root].push_back(row);
    std::vector<CopiesOfRows> found;
    for (auto& [root, others] : members) {
      others.insert(others.begin(), root);
      if (auto copies = judged(std::move(others))) found.push_back(std::move(*copies));
    }
    return found;
  }

  /// Empty for what is no fault.
  std::optional<CopiesOfRows> judged(std::vector<Row> rows) const {
    const auto differ = [&](auto member) {
      return std::ranges::any_of(
          rows, [&](Row row) { return seen_[row].*member != seen_[rows.front()].*member; });
    };
    CopiesOfRows found;
    found.copies = {.files = {},
                    .exact = !differ(&Seen::pixels),
                    .labels_differ = differ(&Seen::positive),
                    .parts_differ = differ(&Seen::part),
                    .across_subsets = differ(&Seen::subset),
                    .across_groups = differ(&Seen::group)};
    const Copies& copies = found.copies;
    if (!copies.exact && !copies.labels_differ && !copies.parts_differ && !copies.across_subsets &&
        !copies.across_groups)
      return {};
    found.rows = std::move(rows);
    return found;
  }

  std::vector<LeakOfRows> find_leaks() const {
    std::vector<LeakOfRows> found;
    const auto rows = usable_by([](const Seen& seen) { return seen.group; });
    for (auto begin = rows.begin(); begin != rows.end();) {
      const auto end = std::find_if(
          begin, rows.end(), [&](Row row) { return seen_[row].group != seen_[*begin].group; });
      std::map<std::uint16_t, std::pair<Row, std::size_t>> subsets;  // first row and count
      for (auto row = begin; row != end; ++row)
        ++subsets.try_emplace(seen_[*row].subset, *row, 0).first->second.second;
      if (subsets.size() > 1) {
        LeakOfRows& leak = found.emplace_back();
        for (const auto& [subset, held] : subsets) {
          const std::string word = words_.word(subset);
          leak.leak.images[word.empty() ? "none" : word] = held.second;
          leak.first.push_back(held.first);
        }
        std::ranges::sort(leak.first);
      }
      begin = end;
    }
    std::ranges::sort(found, {}, [](const LeakOfRows& leak) { return leak.first.front(); });
    return found;
  }

  /// Rows become file names by reading the source once more, instead of keeping a name for each.
  void name_files(const std::vector<CopiesOfRows>& copies, const std::vector<LeakOfRows>& leaks,
                  const std::vector<Shortcut>& shortcuts) {
    std::map<Row, std::filesystem::path> names;
    const auto want = [&](const auto& rows) {
      for (const Row row : rows) names[row];
    };
    for (const auto& found : copies) want(found.rows);
    for (const auto& found : leaks) want(found.first);
    for (const auto& found : shortcuts) want(found.examples);
    if (names.empty()) return;

    const auto entries = open_entries(source_);
    auto wanted = names.begin();
    for (Row row = 0; wanted != names.end(); ++row) {
      auto entry = entries->next();
      if (!entry) break;
      if (row == wanted->first) (wanted++)->second = std::move(entry->file);
    }
    const auto named = [&](const auto& rows) {
      std::vector<std::filesystem::path> files;
      for (const Row row : rows) files.push_back(names[row]);
      return files;
    };
    for (const auto& found : copies)
      report_.copies.emplace_back(found.copies).files = named(found.rows);
    for (const auto& found : leaks)
      report_.leaks.emplace_back(found.leak).files = named(found.first);
    for (const Shortcut& found : shortcuts) {
      ShortcutFound& shortcut = report_.shortcuts.emplace_back();
      shortcut = {.part = found.part,
                  .property = found.property,
                  .statistic = found.statistic,
                  .value = found.value,
                  .limit = found.limit,
                  .values = {},
                  .files = named(found.examples)};
      for (const auto& [value, counts] : found.values)
        shortcut.values.push_back({value, {counts.images[0], counts.images[1]}});
    }
  }

  std::string source_;
  const CheckOptions& options_;
  std::vector<Seen> seen_;
  Words words_;
  ShortcutFinder shortcuts_;
  std::vector<std::pair<std::size_t, FileTrouble>> unreadable_;
  std::vector<std::pair<std::size_t, std::filesystem::path>> truncated_;
  std::vector<std::pair<std::size_t, FileTrouble>> outlines_;
  CheckReport report_;
};

}  // namespace

bool CheckReport::clean() const {
  return unreadable.empty() && truncated.empty() && outlines.empty() && copies.empty() &&
         leaks.empty() && shortcuts.empty();
}

CheckReport check_dataset(const std::string& source, const CheckOptions& options) {
  return Check(source, options).run();
}

}  // namespace osteon
