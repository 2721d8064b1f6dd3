#include "osteon/evaluate/bootstrap.hpp"

#include <numeric>

#include <catch2/catch.hpp>

namespace osteon {
namespace {

/// The mean of some values over one draw.
std::function<FigureValues(std::span<const int>)> mean_of(const std::vector<double>& values) {
  return [&values](std::span<const int> times) {
    const double count = std::accumulate(times.begin(), times.end(), 0.0);
    return FigureValues{std::inner_product(values.begin(), values.end(), times.begin(), 0.0) /
                        count};
  };
}

}  // namespace

TEST_CASE("the bootstrap draws whole groups, as many as there are", "[evaluate]") {
  const Groups groups(std::vector<std::string>{"a", "a", "b", "a", "c", "c"});
  CHECK(groups.count() == 3);
  CHECK(groups.rows() == 6);
  Random random(7);
  std::vector<int> times(6);
  for (int draw = 0; draw < 100; ++draw) {
    groups.draw(random, times);
    CHECK(times[0] == times[1]);
    CHECK(times[0] == times[3]);
    CHECK(times[4] == times[5]);
    CHECK(times[0] + times[2] + times[4] == 3);
  }
}

TEST_CASE("the same seed gives the same interval, whatever the groups are called", "[evaluate]") {
  const std::vector<double> values{0, 1, 2, 3, 4, 5};
  const auto once = bootstrap(Groups(std::vector<std::string>{"a", "a", "a", "b", "c", "c"}),
                              mean_of(values), {.resamples = 200, .seed = 7});
  const auto again = bootstrap(Groups(std::vector<std::string>{"9", "9", "9", "8", "7", "7"}),
                               mean_of(values), {.resamples = 200, .seed = 7});
  REQUIRE(once.at(0));
  CHECK(once[0]->low == again.at(0)->low);
  CHECK(once[0]->high == again.at(0)->high);
  CHECK(once[0]->low < once[0]->high);
}

// The classic case with a known answer: the mean of normal values, 1.96 standard errors either way.
TEST_CASE("the bootstrap interval of a mean is as wide as theory says", "[evaluate]") {
  Random random(3);
  std::vector<double> values;
  std::vector<std::string> groups;
  for (int i = 0; i < 400; ++i) {
    values.push_back(random.normal());
    groups.push_back(std::to_string(i));
  }
  const auto interval = bootstrap(Groups(groups), mean_of(values), {.resamples = 4000}).at(0);
  REQUIRE(interval);
  CHECK(interval->high - interval->low == Approx(2 * 1.96 / 20).epsilon(0.1));
}

TEST_CASE("a figure that most resamples do not have gets no interval", "[evaluate]") {
  const Groups groups(std::vector<std::string>{"a", "b", "c", "d"});
  int calls = 0;
  const auto intervals =
      bootstrap(groups,
                [&](std::span<const int>) {
                  ++calls;
                  return FigureValues{1.0, calls % 3 == 0 ? std::optional(1.0) : std::nullopt};
                },
                {.resamples = 300});
  CHECK(intervals.at(0));
  CHECK_FALSE(intervals.at(1));
}

TEST_CASE("without rows, or without resamples, there is no interval", "[evaluate]") {
  const auto one = [](std::span<const int>) { return FigureValues{1.0}; };
  CHECK(bootstrap(Groups({}), one, {}).empty());
  CHECK(bootstrap(Groups(std::vector<std::string>{"a"}), one, {.resamples = 0}).empty());
}

}  // namespace osteon
