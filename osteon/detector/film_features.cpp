#include "osteon/detector/film_features.hpp"

#include <span>

#include "osteon/model/head.hpp"

namespace osteon {

std::vector<float> film_features(const FeatureMaps& maps, std::size_t image) {
  const auto channels = static_cast<std::size_t>(maps.channels);
  const std::size_t size =
      static_cast<std::size_t>(maps.rows) * static_cast<std::size_t>(maps.columns) * channels;
  std::vector<float> features =
      mean_features(std::span(maps.values).subspan(image * size, size), channels);
  const std::size_t last = maps.last_means.size() / static_cast<std::size_t>(maps.images);
  const auto begin = maps.last_means.begin() + static_cast<std::ptrdiff_t>(image * last);
  features.insert(features.end(), begin, begin + static_cast<std::ptrdiff_t>(last));
  return features;
}

}  // namespace osteon
