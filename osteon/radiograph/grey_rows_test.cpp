#include "osteon/radiograph/grey_rows.hpp"

#include <catch2/catch.hpp>

#include "osteon/radiograph/drawn.hpp"

namespace osteon {
namespace {

template <typename Sample>
std::vector<float> grey_of(GreyOfColour& colour, const std::vector<Sample>& rgb) {
  std::vector<float> grey(rgb.size() / 3);
  colour.row<Sample>(rgb, grey);
  return grey;
}

}  // namespace

TEST_CASE("equal channels come out as exactly their common value, at both depths", "[radiograph]") {
  for (unsigned value = 0; value <= 65535; value += 51) {
    GreyOfColour colour(65535);
    const auto sample = static_cast<std::uint16_t>(value);
    REQUIRE(grey_of<std::uint16_t>(colour, {sample, sample, sample})[0] ==
            static_cast<float>(value) / 65535);
    REQUIRE(colour.colourfulness() == 0);
  }
  for (unsigned value = 0; value <= 255; ++value) {
    GreyOfColour colour(255);
    const auto sample = static_cast<std::uint8_t>(value);
    REQUIRE(grey_of<std::uint8_t>(colour, {sample, sample, sample})[0] ==
            static_cast<float>(value) / 255);
  }
}

TEST_CASE("a radiograph with a coloured marker in a corner stays one", "[radiograph]") {
  std::vector<std::uint8_t> rgb(3 * 1000, 120);
  for (std::size_t x = 0; x < 20; ++x) rgb[3 * x] = 255;
  GreyOfColour colour(255);
  grey_of(colour, rgb);

  CHECK(colour.colourfulness() > 0);
  CHECK_NOTHROW(colour.refuse_photograph("PNG"));
}

TEST_CASE("a colour picture is refused with what was measured, however dark it is",
          "[radiograph]") {
  const auto brightness = GENERATE(std::uint8_t{5}, std::uint8_t{250});
  const auto dim = static_cast<std::uint8_t>(brightness / 5 * 4);
  GreyOfColour colour(255);
  for (int y = 0; y < 10; ++y)
    grey_of<std::uint8_t>(colour, {brightness, dim, dim, dim, brightness, dim});

  const Error error = drawn::error_of([&] { colour.refuse_photograph("PNG"); });
  CHECK(error.code() == ErrorCode::not_a_radiograph);
  CHECK_THAT(error.what(), Catch::Contains("20 %") && Catch::Contains("10 %"));
}

TEST_CASE("a black picture has no colour", "[radiograph]") {
  GreyOfColour colour(255);
  grey_of<std::uint8_t>(colour, {0, 0, 0});
  CHECK(colour.colourfulness() == 0);
}

// The sums within a row are of 32 bits.
TEST_CASE("colour is measured right in rows longer than 65536 pixels of 16 bits", "[radiograph]") {
  std::vector<std::uint16_t> rgb;
  for (int x = 0; x < 200'000; ++x) rgb.insert(rgb.end(), {65535, 65535, 0});
  GreyOfColour colour(65535);

  const auto grey = grey_of(colour, rgb);

  CHECK(colour.colourfulness() == 1);
  CHECK(grey.back() == Approx(0.886));
}

}  // namespace osteon
