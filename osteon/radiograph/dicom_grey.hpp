// From stored pixels to grey: the pipeline of PS3.3 C.11 and PS3.4 N.2.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "osteon/radiograph/stored_pixels.hpp"

class DcmItem;

namespace osteon {

struct DicomGrey {
  std::vector<float> grey;
  std::optional<Window> window;  ///< on the scale of `grey`
};

/// 0 and 1 are the ends of what the stored bits could hold, after the modality transform; bone is
/// bright whatever the photometric interpretation.
/// \throws Error(unreadable)        a look-up table or a rescaling that makes no sense
/// \throws Error(not_a_radiograph)  real colour
/// \throws Error(unsupported)       a photometric interpretation that is not read
DicomGrey dicom_grey(DcmItem& dataset, const StoredPixels& pixels);

}  // namespace osteon
