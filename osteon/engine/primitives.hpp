// The steps of a schedule as oneDNN describes them. Only the engine's own sources include this.
#pragma once

#include <optional>

#include <dnnl.hpp>

#include "osteon/engine/network.hpp"
#include "osteon/engine/schedule.hpp"

namespace osteon {

/// N x channels x side x side in the layout that this CPU convolves fastest at this precision.
dnnl::memory::desc activations(int images, int channels, int side, Precision precision);

/// The same as 32-bit floats, channels slowest (as they come in) or fastest (as they leave).
dnnl::memory::desc channels_first(int images, int channels, int side);
dnnl::memory::desc channels_last(int images, int channels, int side);

/// out x in x kernel x kernel as 32-bit floats, the way the weight file has them.
dnnl::memory::desc stored_weights(const ConvLayer& layer);

/// \param weights  how they are laid out; without it oneDNN chooses
dnnl::convolution_forward::primitive_desc convolution(
    const dnnl::engine& engine, const Step& step, int images, Precision precision,
    const std::optional<dnnl::memory::desc>& weights = {});

dnnl::resampling_forward::primitive_desc enlargement(const dnnl::engine& engine, const Step& step,
                                                     int images, Precision precision);

/// The step's whole map becomes one place.
dnnl::pooling_forward::primitive_desc mean_pool(const dnnl::engine& engine, const Step& step,
                                                int images, Precision precision);

dnnl::pooling_forward::primitive_desc max_pool(const dnnl::engine& engine, const Step& step,
                                               int images, Precision precision);

}  // namespace osteon
