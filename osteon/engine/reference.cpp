#include "osteon/engine/reference.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/engine/plain.hpp"

namespace osteon {
namespace {

Volume image_of(const Tensor& input, int number) {
  Volume image(1, input.shape[2], input.shape[3]);
  const auto first = input.values.begin() +
                     static_cast<std::ptrdiff_t>(image.values.size()) * std::ptrdiff_t{number};
  std::copy_n(first, image.values.size(), image.values.begin());
  return image;
}

Volume through_block(const Block& block, const Safetensors& weights, const Volume& input) {
  const Volume reduced = plain_convolution(block.reduce, weights, input);
  const Volume seen = plain_convolution(block.spatial, weights, reduced);
  if (!block.shortcut) return plain_convolution(block.expand, weights, seen, &input);
  const Volume projected = plain_convolution(*block.shortcut, weights, input);
  return plain_convolution(block.expand, weights, seen, &projected);
}

void append_means(const Volume& volume, std::vector<float>& values) {
  for (int channel = 0; channel < volume.channels; ++channel) {
    double sum = 0;
    for (int y = 0; y < volume.rows; ++y)
      for (int x = 0; x < volume.columns; ++x) sum += volume.at(channel, y, x);
    values.push_back(static_cast<float>(sum / (volume.rows * volume.columns)));
  }
}

/// \param last_means  gets the last stage's, where there is a neck
Volume through_backbone(const Backbone& backbone, const Safetensors& weights, const Volume& image,
                        std::vector<float>& last_means) {
  Volume volume = plain_max_pool(backbone.pool, plain_convolution(backbone.stem, weights, image));
  Volume before = volume;
  for (const auto& stage : backbone.stages) {
    before = volume;
    for (const Block& block : stage) volume = through_block(block, weights, volume);
  }
  if (!backbone.neck) return volume;
  append_means(volume, last_means);
  volume = plain_enlarged_sum(plain_convolution(backbone.neck->coarse, weights, volume),
                              plain_convolution(backbone.neck->fine, weights, before));
  for (const ConvLayer& layer : backbone.neck->further)
    volume = plain_convolution(layer, weights, volume);
  return volume;
}

void append_channels_last(const Volume& volume, std::vector<float>& values) {
  for (int y = 0; y < volume.rows; ++y)
    for (int x = 0; x < volume.columns; ++x)
      for (int channel = 0; channel < volume.channels; ++channel)
        values.push_back(static_cast<float>(volume.at(channel, y, x)));
}

}  // namespace

FeatureMaps run_reference(const Backbone& backbone, const Safetensors& weights,
                          const Tensor& input) {
  if (input.shape[0] < 1 || input.shape[1] != 1 || input.shape[2] < 1 || input.shape[3] < 1)
    throw Error(ErrorCode::bad_argument,
                fmt::format("the network takes images of one channel, not {} x {} x {} x {}",
                            input.shape[0], input.shape[1], input.shape[2], input.shape[3]));
  FeatureMaps maps{
      .images = input.shape[0], .channels = backbone.features(), .values = {}, .last_means = {}};
  for (int number = 0; number < maps.images; ++number) {
    const Volume last =
        through_backbone(backbone, weights, image_of(input, number), maps.last_means);
    maps.rows = last.rows;
    maps.columns = last.columns;
    append_channels_last(last, maps.values);
  }
  return maps;
}

}  // namespace osteon
