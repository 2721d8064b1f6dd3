// From a radiograph to a file, for phantoms and tests.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "osteon/radiograph/radiograph.hpp"

namespace osteon {

/// Grey PNG with `bits` 8 or 16. \throws Error(unreadable) when the file cannot be written
void write_png(const std::filesystem::path& file, const Radiograph& radiograph, int bits = 8);

/// Grey JPEG, quality 1 to 100.
void write_jpeg(const std::filesystem::path& file, const Radiograph& radiograph, int quality = 90);
/// The same in memory.
std::string jpeg_bytes(const Radiograph& radiograph, int quality = 90);

/// A Digital X-Ray Image – For Presentation object (explicit little endian, 12 bits stored,
/// MONOCHROME2 unless `monochrome1`), with the acquisition's body part, view, laterality, spacing
/// and window. Patient's Name is `patient`; the UIDs are made anew at each call.
void write_dicom(const std::filesystem::path& file, const Radiograph& radiograph,
                 std::string_view patient = "PHANTOM^DRAWN", bool monochrome1 = false);

}  // namespace osteon
