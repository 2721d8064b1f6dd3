#include "osteon/model/prepare.hpp"

#include <algorithm>
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

/// The weights with which the input pixels along one side make one output pixel.
std::vector<float> triangle(int in, int out, int at) {
  const double scale = static_cast<double>(in) / out;
  const double reach = std::max(scale, 1.0);
  const double centre = (at + 0.5) * scale - 0.5;
  std::vector<float> weights;
  double sum = 0;
  for (int i = 0; i < in; ++i) {
    const double weight = std::max(0.0, 1.0 - std::abs(i - centre) / reach);
    weights.push_back(static_cast<float>(weight));
    sum += weight;
  }
  for (float& weight : weights) weight /= static_cast<float>(sum);
  return weights;
}

/// Preparation of a whole film as it is defined, pixel by pixel; slow.
std::vector<float> plainly_prepared(const Radiograph& film, const InputSpec& spec) {
  const auto [width, height] = film.extent();
  const Placement place =
      placement({0, 0, static_cast<float>(width), static_cast<float>(height)}, spec.side);
  std::vector<float> sorted(film.grey().begin(), film.grey().end());
  for (float& grey : sorted) grey = std::floor(grey * 65535 + 0.5F) / 65535;
  std::ranges::sort(sorted);
  const auto percentile = [&](double percent) {
    const double wanted = percent / 100.0 * static_cast<double>(sorted.size());
    return sorted[static_cast<std::size_t>(std::max(1.0, std::ceil(wanted))) - 1];
  };
  const float black = percentile(spec.low_percentile);
  const float stretch = 1.0F / (percentile(spec.high_percentile) - black);

  std::vector<float> out(static_cast<std::size_t>(spec.side * spec.side), -spec.subtract);
  for (int y = 0; y < static_cast<int>(place.height); ++y) {
    const auto down = triangle(height, static_cast<int>(place.height), y);
    for (int x = 0; x < static_cast<int>(place.width); ++x) {
      const auto across = triangle(width, static_cast<int>(place.width), x);
      float sum = 0;
      for (std::size_t c = 0; c < across.size(); ++c) {
        if (across[c] == 0) continue;
        float column = 0;
        for (int r = 0; r < height; ++r)
          column += down[static_cast<std::size_t>(r)] *
                    std::clamp((film.row(r)[c] - black) * stretch, 0.0F, 1.0F);
        sum += column * across[c];
      }
      out[static_cast<std::size_t>((static_cast<int>(place.top) + y) * spec.side +
                                   static_cast<int>(place.left) + x)] =
          sum * spec.scale - spec.subtract;
    }
  }
  return out;
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

TEST_CASE("preparation is to the bit what its definition says", "[model]") {
  // Shrunk and grown, upright and lying, one pixel wide.
  const auto extent =
      GENERATE(Extent{83, 120}, Extent{120, 83}, Extent{20, 13}, Extent{31, 32}, Extent{1, 70});
  CAPTURE(extent.width, extent.height);
  const Radiograph film = noise(extent, 5);
  const InputSpec spec{.side = 32};
  CHECK(prepared(film, spec) == plainly_prepared(film, spec));
}

TEST_CASE("of a large film as many pixels are counted as say its contrast", "[model]") {
  // A ramp down the film with noise: rows differ, and no two pixels are alike.
  const Extent extent{1700, 2400};
  const Radiograph even = noise(extent, 6);
  std::vector<float> grey(even.grey().begin(), even.grey().end());
  for (std::size_t i = 0; i < grey.size(); ++i)
    grey[i] = 0.2F + 0.3F * grey[i] + 0.4F * static_cast<float>(i / 1700) / 2400;
  const Radiograph film(extent, grey);
  const InputSpec spec{.side = 32};
  const auto right = plainly_prepared(film, spec);
  const auto quick = prepared(film, spec);
  float most = 0;
  for (std::size_t i = 0; i < quick.size(); ++i)
    most = std::max(most, std::abs(quick[i] - right[i]));
  CHECK(most < 0.25F);  // of 255 greys

  // The whole range is the whole range.
  grey[1700 * 3 + 5] = 1;
  grey[1700 * 4 + 6] = 0;
  const InputSpec whole{.side = 32, .low_percentile = 0, .high_percentile = 100};
  const Radiograph with_ends(extent, grey);
  const auto ends = prepared(with_ends, whole);
  const auto plain_ends = plainly_prepared(with_ends, whole);
  for (std::size_t i = 0; i < ends.size(); ++i) REQUIRE(std::abs(ends[i] - plain_ends[i]) < 0.01F);
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
