// Weights that mean nothing, for tests and benchmarks that need a network and no pack.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "osteon/model/architecture.hpp"
#include "osteon/model/safetensors.hpp"
#include "osteon/model/tensor.hpp"

namespace osteon {

/// Drawn so that activations neither die out nor grow through a deep network; the same for the
/// same seed.
std::vector<NamedTensor> random_tensors(std::span<const ConvLayer* const> layers,
                                        std::uint64_t seed,
                                        ElementType stored_as = ElementType::f32);

/// The same as a mapped file, which is gone from the disk by the time this returns.
/// \throws Error(unreadable) when the folder for temporary files will not have it
Safetensors random_weights(std::span<const ConvLayer* const> layers, std::uint64_t seed,
                           ElementType stored_as = ElementType::f32);

/// N x channels x side x side, uniform in [-1, 1].
Tensor random_input(std::array<int, 4> shape, std::uint64_t seed);

}  // namespace osteon
