// The steps of a schedule as oneDNN describes them. Only the engine's own sources include this.
#pragma once

#include <optional>
#include <vector>

#include <dnnl.hpp>

#include "osteon/engine/schedule.hpp"

namespace osteon {

/// N x channels x side x side in the layout that this CPU convolves fastest in these numbers.
dnnl::memory::desc activations(int images, int channels, int side, const Values& values);

/// The same as 32-bit floats, channels slowest (as they come in) or fastest (as they leave).
dnnl::memory::desc channels_first(int images, int channels, int side);
dnnl::memory::desc channels_last(int images, int channels, int side);

/// out x in x kernel x kernel as 32-bit floats, the way the weight file has them, or
/// unfolded_weights().
dnnl::memory::desc stored_weights(const Step& step);

/// A convolution's weights as they were laid out.
struct WeightsLayout {
  dnnl::memory::desc description;
  std::vector<float> factors;  ///< of each channel's sums, in whole numbers
};

/// \param weights  without it oneDNN chooses
dnnl::convolution_forward::primitive_desc convolution(
    const dnnl::engine& engine, const Step& step, int images,
    const std::optional<WeightsLayout>& weights = {});

dnnl::resampling_forward::primitive_desc enlargement(const dnnl::engine& engine, const Step& step,
                                                     int images);

/// The step's whole map becomes one place.
dnnl::pooling_forward::primitive_desc mean_pool(const dnnl::engine& engine, const Step& step,
                                                int images);

dnnl::pooling_forward::primitive_desc max_pool(const dnnl::engine& engine, const Step& step,
                                               int images);

/// The reorder that an Unfolding is.
dnnl::reorder::primitive_desc unfolding(const dnnl::engine& engine, const Step& step, int images);

/// From `from` to `to`, whose numbers may have other units.
dnnl::reorder::primitive_desc conversion(const dnnl::engine& engine, const dnnl::memory::desc& from,
                                         const Values& in, const dnnl::memory::desc& to,
                                         const Values& out);

}  // namespace osteon
