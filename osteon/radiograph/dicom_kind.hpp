// Which DICOM objects are radiographs.
#pragma once

class DcmItem;

namespace osteon {

/// Decided from the SOP class and the modality, before any pixel is looked at.
/// \param has_image  pixels, wherever they are: `dataset` need not hold them
/// \throws Error(not_a_radiograph) another kind of image, several frames, or no image at all
/// \throws Error(unsupported)      a radiograph that is not ready to be looked at
void require_radiograph(DcmItem& dataset, bool has_image);

}  // namespace osteon
