#include "osteon/engine/histogram.hpp"

#include <vector>

#include <catch2/catch.hpp>

using namespace osteon;

TEST_CASE("a range that everything fills is kept whole", "[engine][histogram]") {
  std::vector<float> even;
  for (int i = 1; i <= 10000; ++i) even.push_back(static_cast<float>(i) * 0.001F);
  MagnitudeHistogram histogram;
  histogram.add(even);
  CHECK(histogram.best_range(255) == Approx(10).epsilon(0.03));
}

TEST_CASE("one far value among many does not spread the steps over nothing",
          "[engine][histogram]") {
  std::vector<float> values(1'000'000, 0.5F);
  for (std::size_t i = 0; i < values.size(); i += 2) values[i] = -1.0F;
  values.push_back(5);
  MagnitudeHistogram histogram;
  histogram.add(values);
  const float range = histogram.best_range(255);
  // Keeping 5 costs (5 / 255)^2 / 12 for each of a million, 32 in all; cutting it off at 1
  // costs 16.
  CHECK(range < 2.5F);
  CHECK(range > 0.9F);
}

TEST_CASE("the scale of the values does not matter", "[engine][histogram]") {
  const auto range_at = [](float scale) {
    std::vector<float> values;
    for (int i = 0; i < 5000; ++i) values.push_back(scale * static_cast<float>(i % 97) * 0.01F);
    MagnitudeHistogram histogram;
    histogram.add(values);
    return histogram.best_range(127);
  };
  CHECK(range_at(1 << 20) == Approx(range_at(1) * (1 << 20)).epsilon(1e-5));
  CHECK(range_at(1.0F / (1 << 20)) == Approx(range_at(1) / (1 << 20)).epsilon(1e-5));
}

TEST_CASE("where all is 0 there is still a range to divide by", "[engine][histogram]") {
  MagnitudeHistogram histogram;
  histogram.add(std::vector<float>(100));
  CHECK(histogram.best_range(255) > 0);
}
