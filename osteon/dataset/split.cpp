#include "osteon/dataset/split.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>

#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/base/random.hpp"
#include "osteon/dataset/steady_hash.hpp"

namespace osteon {
namespace {

constexpr std::uint8_t nowhere = std::numeric_limits<std::uint8_t>::max();

/// Fisher and Yates 1938.
void shuffle(std::span<std::uint32_t> order, std::uint64_t seed) {
  Random random(seed);
  for (std::size_t left = order.size(); left > 1; --left)
    std::swap(order[left - 1],
              order[static_cast<std::size_t>(random.below(static_cast<int>(left)))]);
}

void check(const Shares& shares) {
  const double sum = shares.train + shares.valid + shares.test;
  // Written so that NaN fails too.
  if (!(std::abs(sum - 1) <= 1e-6))
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

struct SplitPlan::Subset {
  double share;
  std::vector<double> held;  ///< images of each stratum
};

std::uint64_t SplitPlan::key_of(const Entry& entry) const {
  return steady_hash(by_ == By::group ? entry.group : entry.file.native());
}

void SplitPlan::add(const Entry& entry) {
  const auto [stratum, fresh] =
      strata_.try_emplace({entry.part, entry.positive}, static_cast<std::uint32_t>(strata_.size()));
  rows_.push_back({key_of(entry), stratum->second});
}

/// Rows become groups with their counts, in an order that does not depend on that of the rows.
void SplitPlan::gather() {
  // Strata were numbered as they came; from here on they are in the order of their names.
  std::vector<std::uint32_t> place(strata_.size());
  std::uint32_t next = 0;
  for (auto& [stratum, number] : strata_) place[number] = next++;
  totals_.assign(strata_.size(), 0);
  for (Row& row : rows_) ++totals_[row.stratum = place[row.stratum]];

  std::ranges::sort(rows_, {}, [](const Row& row) { return std::pair(row.group, row.stratum); });
  for (const Row& row : rows_) {
    const bool fresh = groups_.empty() || groups_.back().key != row.group;
    if (fresh) groups_.push_back({row.group, static_cast<std::uint32_t>(counts_.size()), nowhere});
    if (fresh || counts_.back().stratum != row.stratum) counts_.push_back({row.stratum, 0});
    ++counts_.back().images;
  }
  rows_ = {};
  groups_.push_back({0, static_cast<std::uint32_t>(counts_.size()), nowhere});  // ends the last one
}

/// How much the squared distance from the wanted counts grows when the subset takes the group, each
/// stratum weighed by its size so that rare fractures count as much as common normals.
/// \param is_home  the subset has the group already, and is looked at as if it had not
double SplitPlan::cost(const Subset& subset, std::size_t group, bool is_home) const {
  double sum = 0;
  for (std::uint32_t i = groups_[group].first_count; i < groups_[group + 1].first_count; ++i) {
    const double count = counts_[i].images;
    const double total = totals_[counts_[i].stratum];
    const double held = subset.held[counts_[i].stratum] - (is_home ? count : 0);
    sum += count * (count + 2 * (held - subset.share * total)) / total;
  }
  return sum;
}

void SplitPlan::move(std::size_t group, std::vector<Subset>& subsets, std::uint8_t to) {
  Group& moved = groups_[group];
  for (std::uint32_t i = moved.first_count; i < groups_[group + 1].first_count; ++i) {
    if (moved.home != nowhere) subsets[moved.home].held[counts_[i].stratum] -= counts_[i].images;
    subsets[to].held[counts_[i].stratum] += counts_[i].images;
  }
  moved.home = to;
}

void SplitPlan::settle(const Shares& shares, std::uint64_t seed) {
  check(shares);
  gather();
  std::vector<Subset> subsets;
  const auto offer = [&](std::string_view name, double share) {
    if (share == 0) return;
    subsets_.push_back(name);
    subsets.push_back({share, std::vector<double>(totals_.size(), 0.0)});
  };
  offer("train", shares.train);
  offer("valid", shares.valid);
  offer("test", shares.test);

  std::vector<std::uint32_t> order(groups_.size() - 1);
  std::iota(order.begin(), order.end(), 0U);
  shuffle(order, seed);
  // The first pass fills the subsets, the later ones move what came too late to fit. Each move
  // brings the counts nearer, so this ends.
  for (bool moved = true; moved;) {
    moved = false;
    for (const std::uint32_t group : order) {
      std::uint8_t best = 0;
      double lowest = std::numeric_limits<double>::infinity();
      for (std::uint8_t i = 0; i < subsets.size(); ++i) {
        const bool is_home = groups_[group].home == i;
        // What a move must gain to be worth it, so that rounding cannot send a group in circles.
        const double here = cost(subsets[i], group, is_home) - (is_home ? 1e-9 : 0);
        if (here >= lowest) continue;
        lowest = here;
        best = i;
      }
      if (best == groups_[group].home) continue;
      move(group, subsets, best);
      moved = true;
    }
  }
}

std::string_view SplitPlan::subset_of(const Entry& entry) const {
  const auto begin = groups_.begin();
  const auto end = groups_.end() - 1;
  return subsets_[std::ranges::lower_bound(begin, end, key_of(entry), {}, &Group::key)->home];
}

void split_by_group(std::vector<Entry>& entries, const Shares& shares, std::uint64_t seed) {
  SplitPlan plan;
  for (const Entry& entry : entries) plan.add(entry);
  plan.settle(shares, seed);
  for (Entry& entry : entries) entry.subset = plan.subset_of(entry);
}

}  // namespace osteon
