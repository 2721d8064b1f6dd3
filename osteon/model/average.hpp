// The average of two packs' weights.
#pragma once

#include <filesystem>

#include "osteon/model/pack.hpp"

namespace osteon {

/// Writes a pack into `out` whose every weight is (1 - share) times the first's and `share` times
/// the second's. Of two packs of which one was trained from the other the average often keeps what
/// each is better at (Wortsman et al., CVPR 2022). Everything else is the second's, and its router,
/// calibration and thresholds are no longer fitted to the weights: they want fitting anew. Ranges
/// for int8 are left out.
///
/// \param share  0 to 1 \returns the pack as read back
/// \throws Error(bad_argument) when the two are not made alike, saying where; Error(unreadable)
Pack write_average(const Pack& first, const Pack& second, float share,
                   const std::filesystem::path& out);

}  // namespace osteon
