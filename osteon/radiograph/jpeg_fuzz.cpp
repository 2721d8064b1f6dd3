// Whatever the bytes: the JPEG reader returns a radiograph or throws an Error.
#include <cstddef>
#include <cstdint>
#include <span>

#include "osteon/base/error.hpp"
#include "osteon/radiograph/jpeg.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // Small, so that a run tries many files and not a few large ones.
  constexpr osteon::ReadLimits limits{.max_pixels = 1 << 16};
  const auto bytes = std::as_bytes(std::span(data, size));
  try {
    osteon::read_jpeg(bytes, limits);
  } catch (const osteon::Error&) {
  }
  return 0;
}
