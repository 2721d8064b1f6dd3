// How an image was taken, as its DICOM attributes say.
#pragma once

#include "osteon/radiograph/radiograph.hpp"

class DcmItem;

namespace osteon {

/// Everything but the window and the depth, which belong to the pixels.
Acquisition acquisition_of(DcmItem& dataset);

}  // namespace osteon
