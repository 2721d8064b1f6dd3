// A split that is found without holding the entries.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "osteon/dataset/entry.hpp"

namespace osteon {

/// Takes the entries once to count them, and says then of each of them where it belongs: what
/// split_by_group() does, at 16 bytes for each entry.
class SplitPlan {
 public:
  /// What stays together. By image is wrong wherever a patient has several: a network then meets in
  /// the test whom it was trained on.
  enum class By { group, image };

  explicit SplitPlan(By by = By::group) : by_(by) {}

  void add(const Entry& entry);
  /// Once, after the last entry. \throws Error(bad_argument) when the shares do not add up to 1
  void settle(const Shares& shares, std::uint64_t seed);
  /// Of an entry that was added.
  std::string_view subset_of(const Entry& entry) const;

 private:
  /// Images of one part and one label; their shares are what a split keeps.
  using Stratum = std::pair<std::string, bool>;
  struct Row {
    std::uint64_t group;
    std::uint32_t stratum;
  };
  struct Count {
    std::uint32_t stratum;
    std::uint32_t images;
  };
  struct Group {
    std::uint64_t key;
    std::uint32_t first_count;  ///< its own are those up to the next group's first
    std::uint8_t home;          ///< index into subsets_
  };
  struct Subset;

  std::uint64_t key_of(const Entry& entry) const;
  void gather();
  double cost(const Subset& subset, std::size_t group, bool is_home) const;
  void move(std::size_t group, std::vector<Subset>& subsets, std::uint8_t to);

  By by_;
  std::map<Stratum, std::uint32_t> strata_;
  std::vector<Row> rows_;  ///< until settled
  std::vector<Group> groups_;
  std::vector<Count> counts_;
  std::vector<double> totals_;  ///< images of each stratum
  std::vector<std::string_view> subsets_;
};

}  // namespace osteon
