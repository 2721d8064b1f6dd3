// Predictions as the figures of localisation take them.
#pragma once

#include "osteon/evaluate/evaluate.hpp"
#include "osteon/evaluate/localisation.hpp"

namespace osteon {

Located located(const Prediction& prediction);
/// Images of parts that the pack reads: the negatives, and the positives that somebody drew in.
std::vector<Located> located(const Subject& subject, const Predictions& predictions);

}  // namespace osteon
