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

// A look at coarse percentiles lets most films pass; it must not let any pass that is to be
// refused.
TEST_CASE("what lies just at a limit is decided by the limit", "[findings]") {
  const auto two_values = [](float low, float high) {
    std::vector<float> grey(200 * 200, low);
    for (std::size_t i = 0; i < grey.size(); i += 2) grey[i] = high;
    return Radiograph({200, 200}, grey);
  };
  for (float contrast = 0.004F; contrast < 0.012F; contrast += 0.00013F) {
    CAPTURE(contrast);
    const float high = 0.5F + contrast;
    CHECK(reason(two_values(0.5F, high)) == (high - 0.5F < 1.5F / 255 ? "blank" : ""));
  }
  for (float edge = 0.036F; edge < 0.044F; edge += 0.00013F) {
    CAPTURE(edge);
    CHECK(reason(two_values(0, edge)) == (edge < 0.04F ? "too_dark" : ""));
    CHECK(reason(two_values(1 - edge, 1)) == (1 - edge > 1 - 0.04F ? "too_bright" : ""));
  }
}

}  // namespace osteon
