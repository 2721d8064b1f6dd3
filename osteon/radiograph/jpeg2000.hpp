// JPEG 2000 code streams, the one compression of DICOM radiographs that DCMTK cannot open.
#pragma once

#include <cstddef>
#include <span>

#include "osteon/radiograph/stored_pixels.hpp"

namespace osteon {

/// \param shape  extent, channels, bits and sign that the object around the stream declares, and in
///               which the samples come back; a stream of another size is not decoded
/// \throws Error(unreadable)
/// \throws Error(unsupported) channels of different sizes, or more than 16 bits
StoredPixels decode_jpeg2000(std::span<const std::byte> stream, StoredPixels shape);

}  // namespace osteon
