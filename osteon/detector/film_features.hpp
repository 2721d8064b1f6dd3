// What a router sees.
#pragma once

#include <cstddef>
#include <vector>

#include "osteon/engine/network.hpp"

namespace osteon {

/// Of one image of a batch, Backbone::film_features() many: each channel's mean over the places,
/// and under a neck the means of the last stage behind them.
std::vector<float> film_features(const FeatureMaps& maps, std::size_t image);

}  // namespace osteon
