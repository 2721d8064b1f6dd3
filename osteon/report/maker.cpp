#include "osteon/report/forms.hpp"

namespace osteon {

Maker maker_of(const Detector& detector) {
  const Pack& pack = detector.pack();
  return {.pack = pack.name,
          .version = pack.version,
          .weights = pack.weights_hash(),
          .precision = std::string(name_of(detector.precision()))};
}

}  // namespace osteon
