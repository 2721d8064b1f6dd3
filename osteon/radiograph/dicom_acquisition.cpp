#include "osteon/radiograph/dicom_acquisition.hpp"

#include <string>

#include <dcmtk/config/osconfig.h>
// osconfig.h comes first in every use of DCMTK.
#include <dcmtk/dcmdata/dctk.h>

#include "osteon/base/letters.hpp"
#include "osteon/radiograph/anatomy.hpp"
#include "osteon/radiograph/dicom_item.hpp"

namespace osteon {
namespace {

/// Written as the distance between rows and then that between columns (PS3.3 10.7.1.3).
std::optional<PixelSpacing> spacing_in(DcmItem& dataset, const DcmTagKey& tag,
                                       PixelSpacing::Source source) {
  const auto down = decimal_of(dataset, tag, 0);
  const auto across = decimal_of(dataset, tag, 1);
  if (!down || !across || *down <= 0 || *across <= 0) return {};
  return PixelSpacing{.across_mm = *across, .down_mm = *down, .source = source};
}

/// PS3.3 10.7.1.1: Pixel Spacing is calibrated where it says so or differs from what the detector
/// measures; where it is the same, or alone, nobody has corrected it for magnification.
std::optional<PixelSpacing> spacing_of(DcmItem& dataset) {
  using enum PixelSpacing::Source;
  const auto at_detector = spacing_in(dataset, DCM_ImagerPixelSpacing, detector);
  auto spacing = spacing_in(dataset, DCM_PixelSpacing, detector);
  if (!spacing)
    return at_detector ? at_detector
                       : spacing_in(dataset, DCM_NominalScannedPixelSpacing, detector);
  const bool says_so = !text_of(dataset, DCM_PixelSpacingCalibrationType).empty();
  const bool differs = at_detector && (at_detector->across_mm != spacing->across_mm ||
                                       at_detector->down_mm != spacing->down_mm);
  if (says_so || differs) spacing->source = calibrated;
  return spacing;
}

std::string code_in(DcmItem& item, const DcmTagKey& sequence) {
  DcmItem* code = first_item_of(item, sequence);
  return code == nullptr ? std::string() : text_of(*code, DCM_CodeValue);
}

std::optional<Laterality> laterality_of(DcmItem& dataset) {
  for (const auto& tag : {DCM_ImageLaterality, DCM_FrameLaterality, DCM_Laterality})
    if (const auto side = side_of_letter(upper_case(text_of(dataset, tag)))) return side;
  DcmItem* region = first_item_of(dataset, DCM_AnatomicRegionSequence);
  if (region == nullptr) return {};
  return side_of_code(code_in(*region, DCM_AnatomicRegionModifierSequence));
}

std::string body_part_of(DcmItem& dataset) {
  std::string word = upper_case(text_of(dataset, DCM_BodyPartExamined));
  if (!word.empty()) return word;
  const Region* region = find_region_by_code(code_in(dataset, DCM_AnatomicRegionSequence));
  return region == nullptr ? std::string() : std::string(region->word);
}

}  // namespace

Acquisition acquisition_of(DcmItem& dataset) {
  return {.spacing = spacing_of(dataset),
          .laterality = laterality_of(dataset),
          .body_part = body_part_of(dataset),
          .view = upper_case(text_of(dataset, DCM_ViewPosition)),
          .study = Identity(text_of(dataset, DCM_StudyInstanceUID))};
}

}  // namespace osteon
