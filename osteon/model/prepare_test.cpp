#include "osteon/model/prepare.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "osteon/base/random.hpp"

namespace osteon {
namespace {

Radiograph ramp(Extent extent, float low = 0, float high = 1) {
  std::vector<float> grey;
  for (int y = 0; y < extent.height; ++y)
    for (int x = 0; x < extent.width; ++x)
      grey.push_back(low + (high - low) * static_cast<float>(x) /
                               static_cast<float>(std::max(1, extent.width - 1)));
  return {extent, grey};
}

Radiograph noise(Extent extent, std::uint64_t seed) {
  Random random(seed);
  std::vector<float> grey(static_cast<std::size_t>(extent.width) *
                          static_cast<std::size_t>(extent.height));
  for (float& value : grey) value = static_cast<float>(random.uniform());
  return {extent, grey};
}

std::vector<float> prepared(const Radiograph& radiograph, const InputSpec& spec) {
  return prepare(std::span(&radiograph, 1), spec).values;
}

/// The network's numbers are the grey values themselves.
constexpr InputSpec plain{
    .side = 64, .low_percentile = 0, .high_percentile = 100, .scale = 1, .subtract = 0};

}  // namespace

TEST_CASE("the aspect ratio is kept and the rest is air", "[model]") {
  const Placement wide = placement({0, 0, 400, 200}, 64);
  CHECK(wide.left == 0);
  CHECK(wide.top == 16);
  CHECK(wide.width == 64);
  CHECK(wide.height == 32);

  const std::vector<float> grey(400 * 200, 0.5F);
  InputSpec spec = plain;
  spec.subtract = 0.25F;
  spec.high_percentile = 100;
  const auto out = prepared(Radiograph({400, 200}, grey), spec);
  CHECK(out[0] == -0.25F);        // above the radiograph
  CHECK(out[63 * 64] == -0.25F);  // below it
}

TEST_CASE("a radiograph of one pixel, or one column, has a place", "[model]") {
  for (const Extent extent : {Extent{1, 1}, Extent{1, 500}, Extent{500, 1}, Extent{3, 2}}) {
    CAPTURE(extent.width, extent.height);
    const auto out = prepared(ramp(extent), plain);
    for (const float value : out) CHECK((value >= 0 && value <= 1));
  }
}

TEST_CASE("at its own size a radiograph comes through unchanged", "[model]") {
  const Radiograph radiograph = noise({64, 64}, 3);
  const auto out = prepared(radiograph, plain);
  // The range is stretched to the whole, which noise all but fills.
  for (std::size_t i = 0; i < out.size(); ++i)
    CHECK(out[i] == Approx(radiograph.grey()[i]).margin(0.002));
}

TEST_CASE("shrinking averages: a fine chequerboard becomes even grey", "[model]") {
  std::vector<float> grey;
  for (int y = 0; y < 512; ++y)
    for (int x = 0; x < 512; ++x) grey.push_back((x + y) % 2 == 0 ? 1.0F : 0.0F);
  for (const float value : prepared(Radiograph({512, 512}, grey), plain))
    CHECK(value == Approx(0.5).margin(0.02));
}

TEST_CASE("exposure and depth do not matter: the same film darker and flatter looks the same",
          "[model]") {
  InputSpec spec = plain;
  spec.low_percentile = 1;
  spec.high_percentile = 99.5;
  const auto bright = prepared(ramp({200, 150}), spec);
  const auto dim = prepared(ramp({200, 150}, 0.1F, 0.2F), spec);
  for (std::size_t i = 0; i < bright.size(); ++i) CHECK(dim[i] == Approx(bright[i]).margin(0.001));
}

TEST_CASE("an even radiograph is prepared without dividing by nothing", "[model]") {
  const auto out = prepared(Radiograph({80, 80}, std::vector<float>(6400, 0.7F)), plain);
  for (const float value : out) CHECK(std::isfinite(value));
}

TEST_CASE("in a batch or alone, the numbers are the same to the bit", "[model]") {
  const std::vector<Radiograph> radiographs{noise({373, 454}, 1), ramp({454, 373}),
                                            noise({65, 900}, 2)};
  const InputSpec spec{.side = 96};
  const Tensor together = prepare(radiographs, spec);
  for (std::size_t i = 0; i < radiographs.size(); ++i) {
    const auto alone = prepared(radiographs[i], spec);
    CHECK(std::equal(alone.begin(), alone.end(),
                     together.values.begin() + static_cast<std::ptrdiff_t>(i * alone.size())));
  }
}

TEST_CASE("preparation has not changed since the packs were trained", "[model]") {
  // Weights are worth nothing with another preparation; a change here needs a new pack format.
  const auto out = prepared(noise({373, 454}, 11), InputSpec{.side = 32});
  CHECK(out[0] == -114.0F);
  CHECK(out[5 * 32 + 16] == Approx(15.98668).margin(0.001));
  CHECK(out[20 * 32 + 9] == Approx(17.23441).margin(0.001));
  CHECK(out[31 * 32 + 25] == Approx(16.86861).margin(0.001));
}

}  // namespace osteon
