// The side marker and the word that says that a film was drawn.
#pragma once

#include <vector>

#include "osteon/base/random.hpp"
#include "osteon/phantom/raster.hpp"
#include "osteon/radiograph/radiograph.hpp"

namespace osteon::phantom {

/// Puts letters where they hide least of the body. `place` decides how far from the edges.
/// \param attenuation  of the whole film, to find its empty corners
/// \param drawn        whether to write "DRAWN"
void mark(std::vector<float>& grey, const Raster& attenuation, Laterality side, bool drawn,
          Random& place);

}  // namespace osteon::phantom
