// How large the results of a backbone's layers become on real radiographs, for int8.
#pragma once

#include <map>
#include <string>

namespace osteon {

/// By the name of a convolution, with what is added to its result and its ReLU; `neck` for the sum
/// of a neck's two maps. Larger results, of either sign, are cut to this at int8.
using ActivationRanges = std::map<std::string, float, std::less<>>;

}  // namespace osteon
