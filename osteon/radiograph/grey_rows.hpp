// From rows of samples, as image files hold them, to rows of grey from 0 to 1.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace osteon {

/// Samples from 0 to `white` as grey from 0 to 1.
template <typename Sample>
void grey_row(std::span<const Sample> samples, float white, std::span<float> grey) {
  for (std::size_t x = 0; x < grey.size(); ++x) grey[x] = static_cast<float>(samples[x]) / white;
}

/// Takes grey out of colour rows, and remembers how much colour went by.
///
/// Most radiographs on the web are grey pictures saved as colour: their channels are equal, or
/// nearly so after a lossy compression, or carry a small coloured marker. A photograph is not.
class GreyOfColour {
 public:
  explicit GreyOfColour(float white) : white_(white) {}

  /// \param rgb  three interleaved samples from 0 to `white` for each value of `grey`
  template <typename Sample>
  void row(std::span<const Sample> rgb, std::span<float> grey);

  /// The share of all light in the rows so far that was coloured: 0 for grey, 1 for pure colours.
  double colourfulness() const;

  /// \throws Error(not_a_radiograph) when there was more colour than markers and compression make
  void refuse_photograph(std::string_view format) const;

 private:
  float white_;
  std::uint64_t coloured_ = 0;  ///< sum of each pixel's brightest sample less its darkest
  std::uint64_t light_ = 0;     ///< sum of each pixel's brightest sample
};

template <typename Sample>
void GreyOfColour::row(std::span<const Sample> rgb, std::span<float> grey) {
  // The weights of ITU-R BT.601 in 65536ths: they add up to 65536, so that equal channels come out
  // as exactly their common value.
  constexpr std::uint32_t red = 19595;
  constexpr std::uint32_t green = 38470;
  constexpr std::uint32_t blue = 7471;
  // A row of 16-bit samples fits: 2^16 x 65535 < 2^32, and longer rows are taken in pieces.
  constexpr std::size_t piece = 65536;
  for (std::size_t begin = 0; begin < grey.size(); begin += piece) {
    const std::size_t end = std::min(grey.size(), begin + piece);
    std::uint32_t coloured = 0;
    std::uint32_t light = 0;
    for (std::size_t x = begin; x < end; ++x) {
      const std::uint32_t r = rgb[3 * x];
      const std::uint32_t g = rgb[3 * x + 1];
      const std::uint32_t b = rgb[3 * x + 2];
      const std::uint32_t brightest = std::max({r, g, b});
      coloured += brightest - std::min({r, g, b});
      light += brightest;
      grey[x] = static_cast<float>((red * r + green * g + blue * b + 32768) >> 16) / white_;
    }
    coloured_ += coloured;
    light_ += light;
  }
}

}  // namespace osteon
