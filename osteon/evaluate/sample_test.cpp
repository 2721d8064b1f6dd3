#include "osteon/evaluate/sample.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <catch2/catch.hpp>

namespace {

using namespace osteon;

std::vector<Entry> entries_of(int count) {
  std::vector<Entry> entries(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i)
    entries[static_cast<std::size_t>(i)].file = std::to_string(1000 + i);
  return entries;
}

std::vector<std::string> names(const std::vector<Entry>& entries) {
  std::vector<std::string> all;
  for (const Entry& entry : entries) all.push_back(entry.file.string());
  return all;
}

}  // namespace

TEST_CASE("a sample has as many entries as asked for, none twice, in their order", "[sample]") {
  const auto seed = GENERATE(take(20, random(0, 10'000)));
  CAPTURE(seed);
  const auto drawn = names(sample(entries_of(50), 12, static_cast<std::uint64_t>(seed)));
  CHECK(drawn.size() == 12);
  CHECK(std::set(drawn.begin(), drawn.end()).size() == 12);
  CHECK(std::ranges::is_sorted(drawn));
  CHECK(drawn == names(sample(entries_of(50), 12, static_cast<std::uint64_t>(seed))));
}

TEST_CASE("no limit, or a larger one, keeps every entry", "[sample]") {
  CHECK(sample(entries_of(5), 0, 1).size() == 5);
  CHECK(sample(entries_of(5), 5, 1).size() == 5);
  CHECK(sample(entries_of(5), 9, 1).size() == 5);
}
