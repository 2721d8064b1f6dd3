#include "osteon/evaluate/located.hpp"

namespace osteon {

Located located(const Prediction& prediction) {
  Located image{.part = prediction.entry.part,
                .group = prediction.entry.group,
                .positive = prediction.entry.positive,
                .truth = {},
                .pointed = prediction.pointed};
  for (const Outline& outline : prediction.entry.outlines) image.truth.push_back(bounds(outline));
  return image;
}

std::vector<Located> located(const Subject& subject, const Predictions& predictions) {
  std::vector<Located> images;
  for (const Prediction& row : predictions.rows) {
    const bool known = !row.entry.positive || !row.entry.outlines.empty();
    if (known && subject.reads(row.entry.part)) images.push_back(located(row));
  }
  return images;
}

}  // namespace osteon
