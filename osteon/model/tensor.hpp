// A dense block of floats with its shape.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace osteon {

/// N x C x H x W, the last index fastest.
struct Tensor {
  std::array<int, 4> shape{};
  std::vector<float> values;

  Tensor() = default;
  explicit Tensor(std::array<int, 4> of_shape)
      : shape(of_shape),
        values(static_cast<std::size_t>(of_shape[0]) * static_cast<std::size_t>(of_shape[1]) *
               static_cast<std::size_t>(of_shape[2]) * static_cast<std::size_t>(of_shape[3])) {}
};

}  // namespace osteon
