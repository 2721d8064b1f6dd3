#include "osteon/train/weighted_rows.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include <catch2/catch.hpp>

#include "osteon/base/random.hpp"

namespace osteon {
namespace {

/// Rows of three parts, of which one is rare; the subset makes no difference.
EntryTable table_of_rows(int rows, Random& random) {
  EntryTable table;
  for (int i = 0; i < rows; ++i)
    table.push_back({.file = std::to_string(i),
                     .part = random.chance(0.02)  ? "hip"
                             : random.chance(0.5) ? "hand"
                                                  : "knee",
                     .positive = random.chance(0.2),
                     .subset = random.chance(0.5) ? "train" : "valid"});
  return table;
}

/// Where each row ends, all of them kept.
std::vector<double> ends_of(const EntryTable& entries, double balance) {
  std::map<std::pair<std::string, bool>, double> counts;
  const auto kind = [&](std::size_t row) {
    const Entry entry = entries[row];
    return std::pair(entry.part, entry.positive);
  };
  for (std::size_t row = 0; row < entries.size(); ++row) ++counts[kind(row)];
  std::vector<double> ends;
  double sum = 0;
  for (std::size_t row = 0; row < entries.size(); ++row)
    ends.push_back(sum += std::pow(counts.at(kind(row)), -balance));
  return ends;
}

}  // namespace

TEST_CASE("a row is found as by a table of where each one ends", "[train]") {
  const auto rows = GENERATE(1, 255, 256, 257, 3000);
  const auto balance = GENERATE(0.0, 0.45, 1.0);
  CAPTURE(rows, balance);
  Random random(static_cast<std::uint64_t>(rows));
  const EntryTable entries = table_of_rows(rows, random);
  const auto ends = ends_of(entries, balance);
  const WeightedRows weighted(entries, balance);

  REQUIRE(weighted.length() == ends.back());
  const auto expected = [&](double place) {
    return static_cast<std::size_t>(
        std::distance(ends.begin(), std::ranges::upper_bound(ends, place)));
  };
  for (int i = 0; i < 1000; ++i) {
    const double place = random.uniform(0, ends.back());
    REQUIRE(weighted.at(place) == expected(place));
  }
  for (const double end : ends) REQUIRE(weighted.at(end) == expected(end));
  CHECK(weighted.at(0) == 0);
}

}  // namespace osteon
