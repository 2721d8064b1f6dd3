// Boxes and polygons in the format of COCO (Lin et al., ECCV 2014; cocodataset.org/#format-data).
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "osteon/radiograph/outline.hpp"

namespace osteon {

/// The outlines of every image that has some, by the name that the file gives the image. A polygon
/// where there is one, else the box; what is counted as a crowd (run lengths) is left to its box.
/// \throws Error(unreadable), or Error(bad_argument) saying which annotation is wrong and how
std::map<std::string, std::vector<Outline>> read_coco(const std::filesystem::path& file);

/// Finds an image's outlines by the end of its path.
class OutlineIndex {
 public:
  OutlineIndex() = default;  ///< knows of none
  explicit OutlineIndex(std::filesystem::path coco_file);

  /// Of the image whose path ends in a `file_name` of the COCO file, as many folders as that gives.
  /// \throws Error(bad_argument) when one `file_name` fits two images
  std::vector<Outline> of(const std::filesystem::path& image);

 private:
  struct Drawn {
    std::vector<Outline> outlines;
    std::string image;  ///< that it was given to
  };

  std::filesystem::path file_;
  std::map<std::string, Drawn, std::less<>> by_name_;
};

/// From the only `*.coco.json` in a folder; where there is none, an index that knows of none.
/// \param preferred  its name where there may be several; empty for no preference
/// \throws Error(bad_argument) when there are several and none has the preferred name
OutlineIndex outlines_beside(const std::filesystem::path& folder,
                             const std::string& preferred = {});

}  // namespace osteon
