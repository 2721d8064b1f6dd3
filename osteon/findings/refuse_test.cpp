#include <catch2/catch.hpp>

#include "osteon/base/random.hpp"
#include "osteon/findings/finding.hpp"

namespace osteon {
namespace {

Radiograph noise(Extent extent, float low, float high, int bits = 8) {
  Random random(1);
  std::vector<float> grey(static_cast<std::size_t>(extent.width) *
                          static_cast<std::size_t>(extent.height));
  for (float& value : grey) value = static_cast<float>(random.uniform(low, high));
  return {extent, grey, {.bits = bits}};
}

std::string reason(const Radiograph& radiograph) {
  const auto refusal = refuse(radiograph);
  return refusal ? refusal->reason : "";
}

}  // namespace

TEST_CASE("an ordinary radiograph is judged", "[findings]") {
  CHECK(reason(noise({64, 64}, 0, 1)).empty());
  CHECK(reason(noise({373, 454}, 0.2F, 0.5F)).empty());
}

TEST_CASE("what cannot be judged is refused, each for its own reason", "[findings]") {
  CHECK(reason(noise({63, 500}, 0, 1)) == "too_small");
  CHECK(reason(noise({200, 200}, 0.5F, 0.5F)) == "blank");
  CHECK(reason(noise({200, 200}, 0, 0.03F)) == "too_dark");
  CHECK(reason(noise({200, 200}, 0.97F, 1)) == "too_bright");
}

TEST_CASE("a deep file may use a small part of its range", "[findings]") {
  CHECK(reason(noise({200, 200}, 0, 0.03F, 16)).empty());
}

TEST_CASE("a blank film with a bright marker is still blank", "[findings]") {
  std::vector<float> grey(200 * 200, 0.0F);
  for (std::size_t i = 0; i < 150; ++i) grey[5000 + i] = 1.0F;
  CHECK(reason(Radiograph({200, 200}, grey)) == "blank");
}

}  // namespace osteon
