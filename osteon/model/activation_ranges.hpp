// How large the results of a backbone's layers become on real radiographs, for int8.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace osteon {

/// By the name of a convolution, with what is added to its result and its ReLU; `neck` for the sum
/// of a neck's two maps; `input` for what the first convolution reads, which packs of before did
/// not have measured. Larger results, of either sign, are cut to this at int8.
using ActivationRanges = std::map<std::string, float, std::less<>>;

inline constexpr std::string_view input_range = "input";

}  // namespace osteon
