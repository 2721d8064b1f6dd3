// What a head makes of a backbone's features.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "osteon/model/pack.hpp"

namespace osteon {

/// One output's weights times the features at every place, without the bias.
/// \param features  of one image, channels fastest; as many channels as the head has weights
std::vector<float> values_at_places(const Head& head, int output, std::span<const float> features);

/// All outputs of one image, pooled as the head says.
std::vector<double> scores_of(const Head& head, std::span<const float> features);

/// Of each channel over all places of one image.
std::vector<float> mean_features(std::span<const float> features, std::size_t channels);

/// All outputs of a head with mean pooling, of means.
std::vector<double> scores_of_mean(const Head& head, std::vector<float> mean);

/// A linear head with mean pooling that scores these features as `head` does, and whose weights are
/// the gradient of the score by the mean features: what Grad-CAM (Selvaraju et al., ICCV 2017)
/// weighs the channels with. A network of ReLUs is linear around almost every point, so that this
/// is exact. A linear head is returned as it is. \param head  with one output
Head linear_at(const Head& head, std::span<const float> features);

}  // namespace osteon
