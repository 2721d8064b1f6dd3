// The layers of a ResNet in plain loops and double precision. Nothing here is fast; everything is
// meant to be seen to be right.
#pragma once

#include <cstddef>
#include <vector>

#include "osteon/model/architecture.hpp"
#include "osteon/model/safetensors.hpp"

namespace osteon {

/// What one image has become: channels x rows x columns, columns fastest.
struct Volume {
  int channels = 0;
  int rows = 0;
  int columns = 0;
  std::vector<double> values;

  Volume(int channels_, int rows_, int columns_)
      : channels(channels_),
        rows(rows_),
        columns(columns_),
        values(static_cast<std::size_t>(channels_) * static_cast<std::size_t>(rows_) *
               static_cast<std::size_t>(columns_)) {}

  double& at(int channel, int row, int column) { return values[index(channel, row, column)]; }
  double at(int channel, int row, int column) const { return values[index(channel, row, column)]; }

 private:
  std::size_t index(int channel, int row, int column) const {
    return (static_cast<std::size_t>(channel) * static_cast<std::size_t>(rows) +
            static_cast<std::size_t>(row)) *
               static_cast<std::size_t>(columns) +
           static_cast<std::size_t>(column);
  }
};

/// The convolution, its batch norm and, where the layer has one, its ReLU.
/// \param added  goes in between the norm and the ReLU, as at the end of a block; may be null
Volume plain_convolution(const ConvLayer& layer, const Safetensors& weights, const Volume& input,
                         const Volume* added = nullptr);

Volume plain_max_pool(const MaxPool& pool, const Volume& input);

/// Every place of `coarse` as two by two, `fine` added, and a ReLU.
Volume plain_enlarged_sum(const Volume& coarse, const Volume& fine);

}  // namespace osteon
