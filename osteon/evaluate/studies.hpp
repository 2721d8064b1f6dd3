// Several views of one study, judged together.
#pragma once

#include "osteon/evaluate/evaluate.hpp"

namespace osteon {

/// One prediction for each study and true part, in the order of their first views. The finding is
/// what combine_views() makes of the views': the part that most of them show, and the mean of their
/// probabilities against the mean of their thresholds. A study is positive when any view is.
Predictions studies_of(const Predictions& predictions);

}  // namespace osteon
