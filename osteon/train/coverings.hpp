// What hides a part of a film or lies on it: shutters, patches, letters of lead.
#pragma once

#include <span>
#include <vector>

#include "osteon/base/random.hpp"
#include "osteon/radiograph/outline.hpp"
#include "osteon/radiograph/radiograph.hpp"

namespace osteon {

/// A straight, a turned or a round collimator's shadow, covered patches, side letters and words,
/// each now and then. Shutters leave `findings` open, and letters lie beside them; a patch may hide
/// one, as a cast or a hand would.
/// \param grey  of the film, row by row
void lay_coverings(std::vector<float>& grey, Extent extent, std::span<const Outline> findings,
                   Random& random);

/// A rectangle of one grey; what of it lies outside the film is left out.
void fill(std::vector<float>& grey, Extent extent, int left, int top, int width, int height,
          float value);

}  // namespace osteon
