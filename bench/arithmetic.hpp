// The numbers that a limit is measured in, whatever the engine itself uses.
#pragma once

#include <string_view>

#include <dnnl.hpp>

namespace osteon::bench {

/// int8: unsigned activations times signed weights, as quantized networks have them.
enum class Arithmetic { fp32, bf16, int8 };

/// \throws std::invalid_argument
Arithmetic arithmetic_named(std::string_view name);

dnnl::memory::data_type activation_type(Arithmetic arithmetic);
dnnl::memory::data_type weight_type(Arithmetic arithmetic);

/// Touched, so that no page fault is left for the measurement.
dnnl::memory zeros(const dnnl::memory::desc& shape, const dnnl::engine& engine);

}  // namespace osteon::bench
