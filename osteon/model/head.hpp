// What a head makes of a backbone's features.
#pragma once

#include <span>
#include <vector>

#include "osteon/model/pack.hpp"

namespace osteon {

/// One output's weights times the features at every place, without the bias.
/// \param features  of one image, channels fastest; as many channels as the head has weights
std::vector<float> values_at_places(const Head& head, int output, std::span<const float> features);

/// Pooled as the head says, and the bias added. `values` is not empty.
double pooled_score(const Head& head, int output, std::span<const float> values);

/// All outputs of one image.
std::vector<double> scores_of(const Head& head, std::span<const float> features);

}  // namespace osteon
