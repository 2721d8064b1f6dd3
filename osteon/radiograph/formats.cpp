#include "osteon/radiograph/formats.hpp"

#include <array>

#include "osteon/radiograph/jpeg.hpp"
#include "osteon/radiograph/png.hpp"

namespace osteon {
namespace {

constexpr std::array table{
    Format{"JPEG", is_jpeg, read_jpeg},
    Format{"PNG", is_png, read_png},
};

}  // namespace

std::span<const Format> formats() { return table; }

}  // namespace osteon
