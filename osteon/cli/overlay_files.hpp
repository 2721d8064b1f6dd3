// Where the drawing of each radiograph goes.
#pragma once

#include <filesystem>
#include <span>
#include <vector>

namespace osteon::cli {

/// One PNG in `folder` for each file, in order, no two alike: named after the file, with its folder
/// and ending where several share a name, and with a number where that is not enough.
/// \throws Error(bad_argument) when a drawing would replace one of the files
std::vector<std::filesystem::path> overlay_files(std::span<const std::filesystem::path> files,
                                                 const std::filesystem::path& folder);

}  // namespace osteon::cli
