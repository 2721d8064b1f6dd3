#include "osteon/model/ascending.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace osteon {

// The bits of floats that are not negative ascend as the floats do. Three digits of 11 bits, the
// lowest first; each pass keeps the order of those before it.
std::vector<float> ascending(std::vector<float> values) {
  constexpr int digit_bits = 11;
  constexpr std::uint32_t digits = 1U << digit_bits;
  std::vector<float> sorted(values.size());
  for (int shift = 0; shift < 32; shift += digit_bits) {
    const auto digit = [shift](float value) {
      return (std::bit_cast<std::uint32_t>(value) >> shift) & (digits - 1);
    };
    std::array<std::size_t, digits + 1> place{};
    for (const float value : values) ++place[digit(value) + 1];
    for (std::size_t i = 1; i < place.size(); ++i) place[i] += place[i - 1];
    for (const float value : values) sorted[place[digit(value)]++] = value;
    values.swap(sorted);
  }
  return values;
}

}  // namespace osteon
