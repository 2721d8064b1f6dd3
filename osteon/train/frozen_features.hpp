// What a frozen backbone says of every image and of its mirror image, computed once.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "osteon/dataset/entry.hpp"
#include "osteon/engine/network.hpp"
#include "osteon/model/prepare.hpp"

namespace osteon {

/// Mean features: for entry i the row 2 i, and 2 i + 1 of its mirror image.
struct FrozenFeatures {
  int channels = 0;
  std::vector<float> values;
  std::map<std::size_t, std::string> unread;  ///< entries without features, and why
};

struct FrozenBackbone {
  std::string architecture;
  std::filesystem::path weights;  ///< with a grey stem, as a pack has it
  InputSpec input;
  Precision precision = Precision::fp32;
};

/// From `cache`, when it was made with the same weights, preparation and files (path, size and time
/// of change); else by the engine, several images at a time, and kept there.
/// \param progress  gets the number of entries done
/// \return nothing when `stop` was set
/// \throws Error(bad_model)
std::optional<FrozenFeatures> frozen_features(const FrozenBackbone& backbone,
                                              const std::vector<Entry>& entries,
                                              const std::filesystem::path& cache,
                                              const std::function<void(std::size_t)>& progress,
                                              const std::atomic<bool>& stop);

}  // namespace osteon
