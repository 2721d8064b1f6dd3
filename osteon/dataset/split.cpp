#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/base/random.hpp"
#include "osteon/dataset/entry.hpp"

namespace osteon {
namespace {

/// Images of one part and one label; their shares are what a split keeps.
using Stratum = std::pair<std::string, bool>;
using Counts = std::map<Stratum, double>;

struct Subset {
  std::string_view name;
  double share;
  Counts held;
};

struct Group {
  std::vector<std::size_t> rows;
  Counts counts;
  Subset* home = nullptr;
};

/// In the order of their names, so that the order of the rows does not matter.
std::vector<Group> groups_of(const std::vector<Entry>& entries) {
  std::map<std::string, Group> by_name;
  for (std::size_t row = 0; row < entries.size(); ++row) {
    Group& group = by_name[entries[row].group];
    group.rows.push_back(row);
    ++group.counts[{entries[row].part, entries[row].positive}];
  }
  std::vector<Group> groups;
  for (auto& [name, group] : by_name) groups.push_back(std::move(group));
  return groups;
}

/// Fisher and Yates 1938.
void shuffle(std::vector<Group>& groups, std::uint64_t seed) {
  Random random(seed);
  for (std::size_t left = groups.size(); left > 1; --left)
    std::swap(groups[left - 1],
              groups[static_cast<std::size_t>(random.below(static_cast<int>(left)))]);
}

/// How much the squared distance from the wanted counts grows when the subset takes the group, each
/// stratum weighed by its size so that rare fractures count as much as common normals.
double cost(const Subset& subset, const Group& group, const Counts& totals) {
  double sum = 0;
  for (const auto& [stratum, count] : group.counts) {
    const double total = totals.at(stratum);
    const auto held = subset.held.find(stratum);
    const double over = (held == subset.held.end() ? 0.0 : held->second) - subset.share * total;
    sum += count * (count + 2 * over) / total;
  }
  return sum;
}

void move(Group& group, Subset& to) {
  for (const auto& [stratum, count] : group.counts) {
    if (group.home != nullptr) group.home->held[stratum] -= count;
    to.held[stratum] += count;
  }
  group.home = &to;
}

/// The subset that is best without the group's own weight in its home.
Subset& best_for(const Group& group, std::vector<Subset>& subsets, const Counts& totals) {
  const auto cost_of = [&](const Subset& subset) {
    if (&subset != group.home) return cost(subset, group, totals);
    Subset without = subset;
    for (const auto& [stratum, count] : group.counts) without.held[stratum] -= count;
    // What a move must gain to be worth it, so that rounding cannot send a group round in circles.
    return cost(without, group, totals) - 1e-9;
  };
  return *std::ranges::min_element(subsets, {}, cost_of);
}

void check(const Shares& shares) {
  const double sum = shares.train + shares.valid + shares.test;
  if (std::abs(sum - 1) > 1e-6)
    throw Error(
        ErrorCode::bad_argument,
        fmt::format("the shares of train, valid and test add up to {:.6g}; they must add up "
                    "to 1",
                    sum));
  for (const double share : {shares.train, shares.valid, shares.test})
    if (share < 0)
      throw Error(ErrorCode::bad_argument,
                  fmt::format("a share is {}; it must not be negative", share));
}

}  // namespace

void split_by_group(std::vector<Entry>& entries, const Shares& shares, std::uint64_t seed) {
  check(shares);
  std::vector<Subset> subsets{
      {"train", shares.train, {}}, {"valid", shares.valid, {}}, {"test", shares.test, {}}};
  std::erase_if(subsets, [](const Subset& subset) { return subset.share == 0; });

  Counts totals;
  for (const Entry& entry : entries) ++totals[{entry.part, entry.positive}];
  std::vector<Group> groups = groups_of(entries);
  shuffle(groups, seed);
  // The first pass fills the subsets, the later ones move what came too late to fit. Each move
  // brings the counts nearer, so this ends.
  for (bool moved = true; moved;) {
    moved = false;
    for (Group& group : groups) {
      Subset& best = best_for(group, subsets, totals);
      if (&best == group.home) continue;
      move(group, best);
      moved = true;
    }
  }
  for (const Group& group : groups)
    for (const std::size_t row : group.rows) entries[row].subset = group.home->name;
}

}  // namespace osteon
