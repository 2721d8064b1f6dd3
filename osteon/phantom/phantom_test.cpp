// Phantoms stand in for patients in every other test, so they are held to a patient's standard:
// the same one tomorrow, on any machine, and broken only where they say that they are.
#include "osteon/phantom/phantom.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"
#include "osteon/base/sha256.hpp"

namespace {

using namespace osteon;

constexpr Extent small{168, 204};

Phantom drawn(std::string_view part, bool fracture, std::uint64_t seed, Extent extent = small) {
  return draw_phantom({.part = part, .fracture = fracture, .seed = seed, .extent = extent});
}

std::string any_part() {
  return GENERATE(
      from_range(std::vector<std::string>(phantom_parts().begin(), phantom_parts().end())));
}

bool same_pixels(const Phantom& a, const Phantom& b) {
  return std::ranges::equal(a.radiograph.grey(), b.radiograph.grey());
}

/// The first twelve digits of the SHA-256 of the pixels as 8-bit numbers.
std::string fingerprint(const Phantom& phantom) {
  std::vector<std::byte> bytes;
  for (const float grey : phantom.radiograph.grey())
    bytes.push_back(static_cast<std::byte>(std::lround(grey * 255)));
  return sha256(bytes).substr(0, 12);
}

float mean(std::span<const float> values) {
  return std::accumulate(values.begin(), values.end(), 0.0F) / static_cast<float>(values.size());
}

}  // namespace

TEST_CASE("the parts are those that packs know, by the same names", "[phantom]") {
  const std::vector<std::string_view> expected{"elbow", "hand",      "shoulder", "hip",
                                               "knee",  "lower_leg", "ankle",    "foot"};
  CHECK(std::ranges::equal(phantom_parts(), expected));
}

TEST_CASE("the same order draws the same pixels", "[phantom]") {
  const std::string part = any_part();
  CAPTURE(part);
  CHECK(same_pixels(drawn(part, true, 3), drawn(part, true, 3)));
}

// A pack records what its networks say to these very pixels. If this test fails, every installation
// check of every pack made before is wrong: undo what moved the pixels.
TEST_CASE("phantoms are the ones that were drawn when the drawing was made final", "[phantom]") {
  struct Recorded {
    std::string sound, broken;
  };
  const std::map<std::string, Recorded> recorded{
      {"elbow", {"3a163cd91158", "c18846069518"}},
      {"hand", {"b50e3241e912", "0220e5abb295"}},
      {"shoulder", {"cac136bba6f5", "a3b1274c8da6"}},
      {"hip", {"103aebd913e7", "da1d03d790c8"}},
      {"knee", {"72585d82f0c6", "29345c7798cd"}},
      {"lower_leg", {"0ab7ffe41fa4", "220fe18bfded"}},
      {"ankle", {"e77e808eced8", "1b46560e3397"}},
      {"foot", {"8f43bd173ad9", "0706cd33e055"}},
  };
  const std::string part = any_part();
  CAPTURE(part);
  CHECK(fingerprint(drawn(part, false, 1)) == recorded.at(part).sound);
  CHECK(fingerprint(drawn(part, true, 1)) == recorded.at(part).broken);
}

TEST_CASE("another seed or another part draws another radiograph", "[phantom]") {
  const std::string part = any_part();
  CAPTURE(part);
  CHECK_FALSE(same_pixels(drawn(part, false, 1), drawn(part, false, 2)));
  for (const std::string_view other : phantom_parts()) {
    if (other == part) continue;
    CAPTURE(other);
    CHECK_FALSE(same_pixels(drawn(part, false, 1), drawn(other, false, 1)));
  }
}

TEST_CASE("a fracture lies on the film, and only its surroundings change", "[phantom]") {
  const std::string part = any_part();
  const auto seed = GENERATE(range(1, 9));
  CAPTURE(part, seed);
  const Phantom sound = drawn(part, false, static_cast<std::uint64_t>(seed));
  const Phantom broken = drawn(part, true, static_cast<std::uint64_t>(seed));

  CHECK_FALSE(sound.fracture);
  REQUIRE(broken.fracture);
  const auto [left, top, width, height] = *broken.fracture;
  CHECK(left >= 0);
  CHECK(top >= 0);
  CHECK(width >= 2);
  CHECK(height >= 2);
  CHECK(left + width <= small.width);
  CHECK(top + height <= small.height);

  // The box is drawn round the clear changes; the last faint ones fade out around it.
  const float margin = 4 + std::max(width, height);
  float within = 0;
  int far_off = 0;
  for (int y = 0; y < small.height; ++y)
    for (int x = 0; x < small.width; ++x) {
      const auto at = static_cast<std::size_t>(x);
      const float change = std::abs(sound.radiograph.row(y)[at] - broken.radiograph.row(y)[at]);
      const auto outside = [&](float by) {
        return x < left - by || x >= left + width + by || y < top - by || y >= top + height + by;
      };
      if (!outside(0)) within = std::max(within, change);
      if (outside(margin) && change > 0) ++far_off;
    }
  CHECK(within > 0.02F);
  CHECK(far_off == 0);
}

TEST_CASE("a fracture has a dark line in it", "[phantom]") {
  const std::string part = any_part();
  CAPTURE(part);
  const Phantom sound = drawn(part, false, 5, {448, 544});
  const Phantom broken = drawn(part, true, 5, {448, 544});
  float darker = 0;
  for (std::size_t i = 0; i < sound.radiograph.grey().size(); ++i)
    darker = std::max(darker, sound.radiograph.grey()[i] - broken.radiograph.grey()[i]);
  CHECK(darker > 0.05F);
}

TEST_CASE("bone is bright and air is dark", "[phantom]") {
  const std::string part = any_part();
  CAPTURE(part);
  std::vector<float> grey;
  const Phantom phantom = drawn(part, false, 1);
  // The middle of the film, away from shutters and letters.
  for (int y = small.height / 5; y < small.height * 4 / 5; ++y)
    for (int x = small.width / 5; x < small.width * 4 / 5; ++x)
      grey.push_back(phantom.radiograph.row(y)[static_cast<std::size_t>(x)]);
  std::ranges::sort(grey);
  const std::size_t tenth = grey.size() / 10;
  const float dark = mean(std::span(grey).first(tenth));
  const float bright = mean(std::span(grey).last(tenth));
  CHECK(dark < 0.35F);
  CHECK(bright > 0.45F);
  CHECK(bright - dark > 0.3F);
}

TEST_CASE("grey values are rounded to the depth that was ordered", "[phantom]") {
  const int bits = GENERATE(8, 10, 12, 16);
  CAPTURE(bits);
  const Phantom phantom =
      draw_phantom({.part = "ankle", .extent = {65, 97}, .bits = bits, .label = false});
  CHECK(phantom.radiograph.acquisition().bits == bits);
  const double steps = (1 << bits) - 1;
  for (const float grey : phantom.radiograph.grey()) {
    const double step = grey * steps;
    REQUIRE(std::abs(step - std::round(step)) < 0.01);
  }
}

TEST_CASE("deeper phantoms hold more than 256 greys", "[phantom]") {
  const Phantom phantom = draw_phantom({.part = "knee", .bits = 12});
  std::vector<float> greys(phantom.radiograph.grey().begin(), phantom.radiograph.grey().end());
  std::ranges::sort(greys);
  const auto repeated = std::ranges::unique(greys);
  CHECK(greys.size() - repeated.size() > 1000);
}

TEST_CASE("the label is in a corner and nowhere else", "[phantom]") {
  PhantomOrder order{.part = "foot", .seed = 2};
  const Phantom with = draw_phantom(order);
  order.label = false;
  const Phantom without = draw_phantom(order);
  int changed = 0;
  for (std::size_t i = 0; i < with.radiograph.grey().size(); ++i)
    if (with.radiograph.grey()[i] != without.radiograph.grey()[i]) ++changed;
  CHECK(changed > 50);
  CHECK(changed < order.extent.width * order.extent.height / 50);
}

TEST_CASE("a phantom says how it was taken, as a file would", "[phantom]") {
  const Acquisition acquisition = drawn("lower_leg", false, 1).radiograph.acquisition();
  CHECK(acquisition.body_part == "LEG");
  CHECK_FALSE(acquisition.view.empty());
  CHECK(acquisition.laterality);
  REQUIRE(acquisition.spacing);
  // A lower leg of 36 to 45 cm on 204 pixels.
  CHECK(acquisition.spacing->down_mm > 1.5);
  CHECK(acquisition.spacing->down_mm < 3);
}

TEST_CASE("awkward extents can be drawn", "[phantom]") {
  const Extent extent =
      GENERATE(Extent{64, 64}, Extent{65, 511}, Extent{701, 64}, Extent{64, 8192});
  CAPTURE(extent.width, extent.height);
  const Phantom phantom = drawn("shoulder", true, 1, extent);
  CHECK(phantom.radiograph.extent() == extent);
  REQUIRE(phantom.fracture);
  CHECK(phantom.fracture->left + phantom.fracture->width <= extent.width);
  CHECK(phantom.fracture->top + phantom.fracture->height <= extent.height);
}

TEST_CASE("an extent beyond the limits is refused before anything is drawn", "[phantom]") {
  const Extent extent = GENERATE(Extent{63, 200}, Extent{200, 63}, Extent{8193, 100},
                                 Extent{100, 8193}, Extent{0, 0}, Extent{-448, 544});
  CHECK_THROWS_WITH(drawn("hand", false, 1, extent), Catch::Contains("64 to 8192"));
}

TEST_CASE("a depth that no film has is refused", "[phantom]") {
  const int bits = GENERATE(-1, 1, 7, 17, 32);
  CHECK_THROWS_WITH(draw_phantom({.bits = bits}), Catch::Contains("8 to 16"));
}

TEST_CASE("an unknown part is refused with the parts there are", "[phantom]") {
  const std::string part = GENERATE("skull", "", "HAND", "lower leg");
  try {
    drawn(part, false, 1);
    FAIL("drawn");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_argument);
    for (const std::string_view known : phantom_parts())
      CHECK_THAT(error.what(), Catch::Contains(std::string(known)));
  }
}
