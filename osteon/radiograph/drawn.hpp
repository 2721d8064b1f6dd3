// What the tests of the readers share: pictures, and ways to compare and to fail.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"
#include "osteon/radiograph/radiograph.hpp"

namespace osteon::drawn {

/// A bright wedge on a dark ground, different at every corner: a flip, a turn or a shear shows.
inline std::vector<float> wedge(Extent extent) {
  std::vector<float> grey;
  for (int y = 0; y < extent.height; ++y)
    for (int x = 0; x < extent.width; ++x) {
      const float across = static_cast<float>(x + 1) / static_cast<float>(extent.width);
      const float down = static_cast<float>(y + 1) / static_cast<float>(extent.height);
      grey.push_back(0.7F * across * down + 0.3F * across * across);
    }
  return grey;
}

inline Radiograph radiograph(Extent extent, Acquisition acquisition = {}) {
  return Radiograph(extent, wedge(extent), std::move(acquisition));
}

inline float largest_difference(std::span<const float> a, std::span<const float> b) {
  REQUIRE(a.size() == b.size());
  float largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::abs(a[i] - b[i]));
  return largest;
}

inline std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  REQUIRE(in.good());
  return {std::istreambuf_iterator<char>(in), {}};
}

inline std::span<const std::byte> bytes(const std::string& content) {
  return std::as_bytes(std::span(content));
}

/// What calling `action` throws; fails the test when that is nothing.
template <typename Action>
Error error_of(const Action& action) {
  try {
    action();
  } catch (const Error& error) {
    return error;
  }
  FAIL("nothing was thrown");
  throw;
}

}  // namespace osteon::drawn
