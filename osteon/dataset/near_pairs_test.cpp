#include "osteon/dataset/near_pairs.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "osteon/base/random.hpp"

namespace osteon {
namespace {

PictureHash random_code(Random& random) {
  PictureHash code;
  for (auto& word : code.bits) word = random.next();
  return code;
}

PictureHash turned(PictureHash code, int bits, Random& random) {
  const PictureHash was = code;
  while (distance(code, was) < bits) {
    const int place = random.below(256);
    code.bits[static_cast<std::size_t>(place / 64)] |= std::uint64_t{1} << (place % 64);
    if (random.chance(0.5))
      code.bits[static_cast<std::size_t>(place / 64)] ^= std::uint64_t{1} << (place % 64);
  }
  return code;
}

std::vector<NearPair> all_with_all(const std::vector<PictureHash>& codes, int limit) {
  std::vector<NearPair> pairs;
  for (std::uint32_t a = 0; a < codes.size(); ++a)
    for (std::uint32_t b = a + 1; b < codes.size(); ++b)
      if (distance(codes[a], codes[b]) <= limit) pairs.push_back({a, b});
  return pairs;
}

}  // namespace

// If this test fails, copies are overlooked and a network is tested on what it was trained on.
TEST_CASE("the quick search finds the pairs that comparing all with all finds", "[dataset]") {
  const auto seed = GENERATE(take(10, random(0U, 1'000'000U)));
  const int limit = GENERATE(0, 1, 8, 24, 25, 40);
  CAPTURE(seed, limit);
  Random random(seed);
  std::vector<PictureHash> codes;
  for (int i = 0; i < 60; ++i) {
    codes.push_back(random_code(random));
    codes.push_back(turned(codes.back(), 1 + random.below(60), random));
  }
  CHECK(near_pairs(codes, limit) == all_with_all(codes, limit));
}

TEST_CASE("a thousand equal codes are a chain and not half a million pairs", "[dataset]") {
  const std::vector<PictureHash> codes(1000);
  CHECK(near_pairs(codes, 10).size() == 999);
}

TEST_CASE("nothing and one code have no pairs", "[dataset]") {
  CHECK(near_pairs({}, 10).empty());
  CHECK(near_pairs(std::vector<PictureHash>(1), 10).empty());
}

}  // namespace osteon
