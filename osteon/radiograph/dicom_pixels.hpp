// Pixels out of a DICOM data set, whichever way they are compressed.
#pragma once

#include <string_view>

#include "osteon/radiograph/dicom_structure.hpp"
#include "osteon/radiograph/read.hpp"
#include "osteon/radiograph/stored_pixels.hpp"

class DcmDataset;

namespace osteon {

/// \throws Error(unsupported) naming the transfer syntax, when this build cannot open it
void require_known_syntax(std::string_view transfer_syntax);

/// Whether the pixels lie in the file as they are, so that they need not go through DCMTK.
bool is_uncompressed(std::string_view transfer_syntax);

/// Decompresses, and takes out the bits that belong to the picture; colour comes as interleaved
/// red, green and blue, a palette stays unresolved. The data set's pixels are used up. The result
/// may point into `body` and into the data set.
///
/// \throws Error(unreadable)   attributes that contradict each other or the data
/// \throws Error(unsupported)  too large, or a layout that is not read
StoredPixels stored_pixels(DcmDataset& dataset, const DicomBody& body, const ReadLimits& limits);

}  // namespace osteon
