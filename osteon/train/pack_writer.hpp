// From trained tensors to a pack that can be used: calibrated, checked, described.
#pragma once

#include <string>
#include <vector>

#include "osteon/dataset/entry.hpp"
#include "osteon/train/network.hpp"
#include "osteon/train/settings.hpp"

namespace osteon {

/// Writes `<out>/pack`: weights, then, read back by the engine as any user would, the router's
/// limit and every expert's calibration and thresholds from the subset `valid`, what the phantoms
/// score, the figures on `valid`, and the model card. \param unread  training images that could not
/// be read, for the provenance
void write_pack(const TrainSettings& settings, const Dataset& dataset,
                const std::vector<std::string>& parts, const TrainedNetworkImpl& network,
                int unread);

}  // namespace osteon
