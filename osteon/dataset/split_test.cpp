#include "osteon/dataset/split.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>

#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"

using Catch::Contains;

namespace osteon {
namespace {

/// `patients` people with one to five radiographs each, in three parts; one in five is fractured.
std::vector<Entry> entries_of(int patients) {
  const std::array<std::string, 3> parts{"hand", "knee", "hip"};
  std::vector<Entry> entries;
  for (int p = 0; p < patients; ++p)
    for (int n = 0; n <= p % 5; ++n)
      entries.push_back({.file = std::to_string(n) + ".png",
                         .part = parts[static_cast<std::size_t>(p) % parts.size()],
                         .positive = p % 7 == 0 && n % 2 == 0,
                         .group = "patient" + std::to_string(p)});
  return entries;
}

std::map<std::string, std::set<std::string>> subsets_by_group(const std::vector<Entry>& entries) {
  std::map<std::string, std::set<std::string>> subsets;
  for (const Entry& entry : entries) subsets[entry.group].insert(entry.subset);
  return subsets;
}

double share_in(const std::vector<Entry>& entries, std::string_view subset,
                const std::function<bool(const Entry&)>& chosen) {
  const auto all = std::ranges::count_if(entries, chosen);
  const auto inside = std::ranges::count_if(
      entries, [&](const Entry& entry) { return chosen(entry) && entry.subset == subset; });
  return static_cast<double>(inside) / static_cast<double>(all);
}

}  // namespace

// Two images of one wrist look so alike that a network can recognise the patient instead of the
// fracture. If this test fails, every published figure is wrong.
TEST_CASE("no patient is in two subsets of a split", "[dataset]") {
  auto entries = entries_of(200);
  const auto seed = GENERATE(take(50, random(0U, 1'000'000U)));
  CAPTURE(seed);

  split_by_group(entries, {.train = 0.7, .valid = 0.1, .test = 0.2}, seed);

  for (const auto& [group, subsets] : subsets_by_group(entries)) {
    CAPTURE(group);
    CHECK(subsets.size() == 1);
    CHECK((subsets.contains("train") || subsets.contains("valid") || subsets.contains("test")));
  }
}

TEST_CASE("a split keeps the shares of every part and label", "[dataset]") {
  auto entries = entries_of(300);
  const auto seed = GENERATE(take(20, random(0U, 1'000'000U)));
  const auto part = GENERATE(as<std::string>(), "hand", "knee", "hip");
  const bool positive = GENERATE(false, true);
  CAPTURE(seed, part, positive);

  split_by_group(entries, {.train = 0.7, .valid = 0.1, .test = 0.2}, seed);

  // A part has about 25 fractures, and a patient up to three of them.
  const auto chosen = [&](const Entry& entry) {
    return entry.part == part && entry.positive == positive;
  };
  CHECK(share_in(entries, "train", chosen) == Approx(0.7).margin(0.1));
  CHECK(share_in(entries, "valid", chosen) == Approx(0.1).margin(0.1));
  CHECK(share_in(entries, "test", chosen) == Approx(0.2).margin(0.1));
}

TEST_CASE("one seed gives one split, whatever the order of the entries", "[dataset]") {
  auto once = entries_of(60);
  auto again = once;
  std::ranges::reverse(again);
  auto other = once;

  split_by_group(once, {}, 5);
  split_by_group(again, {}, 5);
  split_by_group(other, {}, 6);

  CHECK(subsets_by_group(once) == subsets_by_group(again));
  CHECK(subsets_by_group(once) != subsets_by_group(other));
}

TEST_CASE("by image, one patient may be in several subsets", "[dataset]") {
  std::vector<Entry> entries;
  for (int i = 0; i < 100; ++i)
    entries.push_back({.file = std::to_string(i), .part = "hand", .group = "one"});
  SplitPlan plan(SplitPlan::By::image);
  for (const Entry& entry : entries) plan.add(entry);
  plan.settle({.train = 0.5, .valid = 0.3, .test = 0.2}, 1);
  std::map<std::string, int> images;
  for (const Entry& entry : entries) ++images[std::string(plan.subset_of(entry))];
  CHECK(images == std::map<std::string, int>{{"train", 50}, {"valid", 30}, {"test", 20}});
}

TEST_CASE("a subset without a share gets nobody", "[dataset]") {
  auto entries = entries_of(31);
  const auto seed = GENERATE(range(0, 20));
  split_by_group(entries, {.train = 0.8, .valid = 0.2, .test = 0},
                 static_cast<std::uint64_t>(seed));
  for (const Entry& entry : entries) CHECK(entry.subset != "test");
}

TEST_CASE("a split of nothing and of one patient ends", "[dataset]") {
  std::vector<Entry> nobody;
  split_by_group(nobody, {}, 1);
  CHECK(nobody.empty());

  auto one = entries_of(1);
  split_by_group(one, {}, 1);
  CHECK(one.front().subset == "train");
}

TEST_CASE("shares that do not add up are refused, and the message says the sum", "[dataset]") {
  auto entries = entries_of(10);
  CHECK_THROWS_WITH(split_by_group(entries, {.train = 0.7, .valid = 0.2, .test = 0.2}, 1),
                    Contains("1.1"));
  CHECK_THROWS_WITH(split_by_group(entries, {.train = 1.5, .valid = -0.5, .test = 0}, 1),
                    Contains("-0.5"));
}

}  // namespace osteon
