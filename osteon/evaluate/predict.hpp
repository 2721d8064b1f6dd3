// From what the detector reads to a row of predictions.
#pragma once

#include "osteon/evaluate/evaluate.hpp"

namespace osteon {

/// With what the true part's expert says, from the scores that are there already: no network runs
/// twice.
Prediction prediction_of(const Pack& pack, const Entry& entry, const Reading& reading,
                         Extent radiograph);

}  // namespace osteon
