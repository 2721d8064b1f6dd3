// DICOM: computed and digital radiographs and secondary captures, in any of thirteen encodings.
#pragma once

#include "osteon/radiograph/formats.hpp"

namespace osteon {

bool is_dicom(std::span<const std::byte> bytes);
/// Without decoding a pixel.
Identity study_of_dicom(std::span<const std::byte> bytes, const ReadLimits& limits);
Radiograph read_dicom(std::span<const std::byte> bytes, const ReadLimits& limits);

}  // namespace osteon
