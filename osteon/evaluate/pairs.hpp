// The same images in two evaluations.
#pragma once

#include "osteon/evaluate/evaluation.hpp"

namespace osteon {

/// The second evaluation's predictions in the order of the first's, with the first's groups, so
/// that row i of both is one image. Images are matched by their file; where none has the same name
/// in both, by its name below the folder that all files of an evaluation share.
/// \throws Error(bad_argument) saying how many images are in one only, or are labelled, or grouped,
/// otherwise
Predictions paired(const Evaluation& a, const Evaluation& b);

}  // namespace osteon
