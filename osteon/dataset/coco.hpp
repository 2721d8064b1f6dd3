// Boxes and polygons in the format of COCO (Lin et al., ECCV 2014; cocodataset.org/#format-data).
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "osteon/radiograph/outline.hpp"

namespace osteon {

/// The outlines of every image that the file names, by the name of the image's file. A polygon
/// where there is one, else the box; what is counted as a crowd (run lengths) is left to its box.
/// \throws Error(unreadable), or Error(bad_argument) saying which annotation is wrong and how
std::map<std::string, std::vector<Outline>> read_coco(const std::filesystem::path& file);

}  // namespace osteon
