#include "osteon/radiograph/endings.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "osteon/base/letters.hpp"

namespace osteon {
namespace {

constexpr std::array<std::string_view, 7> endings{".png",  ".jpg", ".jpeg", ".tif",
                                                  ".tiff", ".dcm", ".dicom"};

}  // namespace

bool has_radiograph_ending(const std::filesystem::path& file) {
  return std::ranges::find(endings, lower_case(file.extension().string())) != endings.end();
}

}  // namespace osteon
