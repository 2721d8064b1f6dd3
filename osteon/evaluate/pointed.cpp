#include "osteon/evaluate/pointed.hpp"

namespace osteon {

Pointed pointed_by(const Reading& reading, Extent radiograph) {
  Pointed pointed;
  if (!reading.heatmap || !reading.finding.probability) return pointed;
  pointed.hottest = hottest(*reading.heatmap, radiograph);
  for (const auto& [box, probability, shown] : reading.boxes)
    pointed.boxes.push_back({box, probability});
  return pointed;
}

}  // namespace osteon
