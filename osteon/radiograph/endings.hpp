// How files of radiographs are usually called. Only folders are searched by it: what a file is, its
// content decides.
#pragma once

#include <filesystem>

namespace osteon {

/// .png .jpg .jpeg .tif .tiff .dcm .dicom, in either case.
bool has_radiograph_ending(const std::filesystem::path& file);

}  // namespace osteon
