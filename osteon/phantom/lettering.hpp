// Letters of lead: the side markers and the words that films carry.
#pragma once

#include <string_view>

#include "osteon/phantom/raster.hpp"

namespace osteon::phantom {

/// How strongly each pixel is covered by `text`, 0 to 1; its top left corner at 0, 0.
/// \param text    of capital letters, digits and . - : / ( ); anything else leaves a gap
/// \param height  of a letter, in pixels
Raster lettered(std::string_view text, double height);

/// From one letter's left edge to the next one's.
double advance(double height);

}  // namespace osteon::phantom
