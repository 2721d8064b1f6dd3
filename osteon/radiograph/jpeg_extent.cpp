#include "osteon/radiograph/jpeg_extent.hpp"

namespace osteon {
namespace {

/// ITU-T T.81 table B.1: the frame headers are C0 to CF without C4, C8 and CC; T.87 adds F7.
bool is_frame_header(int marker) {
  const bool other_table = marker == 0xC4 || marker == 0xC8 || marker == 0xCC;
  return marker == 0xF7 || (marker >= 0xC0 && marker <= 0xCF && !other_table);
}

/// Start of image, temporary, restarts: markers without a segment.
bool stands_alone(int marker) { return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8); }

}  // namespace

Extent jpeg_extent(std::span<const std::byte> stream) {
  const auto byte = [&](std::size_t at) { return std::to_integer<int>(stream[at]); };
  const auto number = [&](std::size_t at) { return byte(at) << 8 | byte(at + 1); };
  std::size_t at = 0;
  while (at + 9 <= stream.size()) {
    if (byte(at) != 0xFF) return {};
    const int marker = byte(at + 1);
    if (is_frame_header(marker)) return {.width = number(at + 7), .height = number(at + 5)};
    if (marker == 0xFF)  // padding
      at += 1;
    else if (stands_alone(marker))
      at += 2;
    else
      at += 2 + static_cast<std::size_t>(number(at + 2));
  }
  return {};
}

}  // namespace osteon
