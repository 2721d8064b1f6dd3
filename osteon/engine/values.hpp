// In which numbers each step of a schedule reads and writes.
#pragma once

#include <vector>

#include "osteon/engine/network.hpp"
#include "osteon/engine/schedule.hpp"

namespace osteon {

/// `steps` with their `in`, `out` and `added` filled.
///
/// At int8 convolutions multiply u8 by s8. The first is unfolded and multiplies s8 by s8, where the
/// ranges say how large the input is and its side is even; else it sees one channel, at bf16 where
/// the CPU multiplies that, else at fp32. The sum of a neck's two
/// maps, every mean, and what leaves the last step where nothing was added to it are fp32; a
/// Conversion stands before each step that needs other numbers than there are. Results after a ReLU
/// are u8, so that the ReLU is what cuts them off at 0; shortcuts are s8.
///
/// \param ranges  at int8 alone
/// \throws Error(bad_argument) naming a range that is missing
std::vector<Step> with_values(std::vector<Step> steps, Precision precision,
                              const ActivationRanges& ranges);

}  // namespace osteon
