#include "osteon/radiograph/formats.hpp"

#include <array>

#include "osteon/radiograph/dicom.hpp"
#include "osteon/radiograph/jpeg.hpp"
#include "osteon/radiograph/png.hpp"
#include "osteon/radiograph/tiff.hpp"

namespace osteon {
namespace {

constexpr std::array table{
    // First, because a DICOM file may begin with the header of another format: its preamble is
    // free.
    Format{"DICOM", is_dicom, read_dicom},
    Format{"JPEG", is_jpeg, read_jpeg},
    Format{"PNG", is_png, read_png},
    Format{"TIFF", is_tiff, read_tiff},
};

}  // namespace

std::span<const Format> formats() { return table; }

}  // namespace osteon
