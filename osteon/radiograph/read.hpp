// From a file to a radiograph: PNG, JPEG, TIFF or DICOM, told apart by content and never by name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

#include "osteon/radiograph/radiograph.hpp"

namespace osteon {

struct ReadLimits {
  /// Checked against the size that the file declares, before anything is allocated for it.
  std::int64_t max_pixels = 100'000'000;
};

/// Reads one radiograph. Inverts MONOCHROME1 and applies the modality LUT. The window is passed
/// along, not applied: how much contrast the network sees is for prepare() to decide. A truncated
/// JPEG gives what is there, marked incomplete. May be called from several threads.
///
/// \throws Error(unreadable)        missing, truncated (other than JPEG) or damaged
/// \throws Error(not_a_radiograph)  a colour photograph, a cine loop, a CT slice
/// \throws Error(unsupported)       sound, but of a kind this build does not take; the message says
///                                  which and what to do
Radiograph read_radiograph(const std::filesystem::path& file, const ReadLimits& limits = {});

/// The same from bytes in memory.
Radiograph read_radiograph(std::span<const std::byte> bytes, const ReadLimits& limits = {});

/// Whether the first bytes are those of a format that read_radiograph() takes.
bool may_be_radiograph(std::span<const std::byte> bytes);

/// What groups the views of one study, as the file says; no pixel is decoded. Empty where the file
/// does not say, or cannot be read.
Identity study_of(std::span<const std::byte> bytes, const ReadLimits& limits = {});

}  // namespace osteon
