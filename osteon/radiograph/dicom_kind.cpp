#include "osteon/radiograph/dicom_kind.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

#include <dcmtk/config/osconfig.h>
// osconfig.h comes first in every use of DCMTK.
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/radiograph/dicom_item.hpp"

namespace osteon {
namespace {

/// PS3.4 annex B.5.
constexpr std::array<std::string_view, 2> projection_classes{
    "1.2.840.10008.5.1.4.1.1.1",    // Computed Radiography
    "1.2.840.10008.5.1.4.1.1.1.1",  // Digital X-Ray, For Presentation
};
constexpr std::string_view digital_xray_for_processing = "1.2.840.10008.5.1.4.1.1.1.1.1";

/// What a projection radiograph of bone may come as; RG is scanned film.
constexpr std::array<std::string_view, 3> projection_modalities{"CR", "DX", "RG"};

/// Secondary captures name what they were captured from, or nothing much. XR and SC were never
/// defined terms, but are found.
constexpr std::array<std::string_view, 4> vague_modalities{"", "OT", "XR", "SC"};

bool among(std::string_view value, auto&& values) {
  return std::ranges::find(values, value) != values.end();
}

[[noreturn]] void not_a_radiograph(const std::string& what) {
  throw Error(ErrorCode::not_a_radiograph,
              fmt::format("the DICOM object {}; give a single radiograph (CR, DX or RG)", what));
}

/// IS, whose text may be anything in a damaged file.
long number_of_frames(DcmItem& dataset) {
  return std::strtol(text_of(dataset, DCM_NumberOfFrames).c_str(), nullptr, 10);
}

}  // namespace

void require_radiograph(DcmItem& dataset, bool has_image) {
  const std::string sop_class = text_of(dataset, DCM_SOPClassUID);
  const std::string modality = text_of(dataset, DCM_Modality);
  if (!has_image) not_a_radiograph("holds no image");
  if (sop_class == digital_xray_for_processing ||
      text_of(dataset, DCM_PresentationIntentType) == "FOR PROCESSING")
    throw Error(ErrorCode::unsupported,
                "the DICOM object holds a detector's raw values (For Processing), whose contrast "
                "is not a reader's; have the X-ray unit send the For Presentation object");
  // Any class of object is taken by its modality: a private class of a CR unit shows the same bone,
  // and a CT slice stays one when it was stored as a secondary capture.
  const bool accepted = among(modality, projection_modalities) ||
                        among(modality, vague_modalities) ||
                        (modality.empty() && among(sop_class, projection_classes));
  if (!accepted) not_a_radiograph(fmt::format("is an image of modality {}", modality));
  if (const long frames = number_of_frames(dataset); frames > 1)
    not_a_radiograph(fmt::format("is a cine loop or a series of {} frames", frames));
}

}  // namespace osteon
