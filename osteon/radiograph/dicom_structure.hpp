// The outer shape of a DICOM file, held against the bytes that there are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace osteon {

/// The data set of a file, up to the end of its pixels: what follows them is of no use here.
struct DicomBody {
  std::string transfer_syntax;               ///< UID
  std::span<const std::byte> bytes;          ///< of the caller's bytes, or of `inflated`
  std::vector<std::byte> inflated;           ///< empty unless the transfer syntax deflates
  std::span<const std::byte> before_pixels;  ///< of `bytes`: the elements that precede the pixels
  bool has_pixels = false;
  std::span<const std::byte> pixels;  ///< of `bytes`: their value, unless it is in fragments
  bool pixels_swapped = false;        ///< in words, whose upper half comes first
};

/// True with or without the preamble that the standard asks for and that old files lack.
bool looks_like_dicom(std::span<const std::byte> bytes);

/// Reads the file's meta information, inflates the data set if need be, and goes through its
/// elements: each must end within the one around it and within the file, and sequences must not
/// nest beyond reason. A parser may then trust the lengths it meets.
///
/// \param most_inflated  bytes; a data set that inflates to more is refused on the way
/// \throws Error(unreadable)
DicomBody dicom_body(std::span<const std::byte> file, std::size_t most_inflated);

}  // namespace osteon
