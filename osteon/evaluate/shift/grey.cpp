// Grey scales.
#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>
#include <vector>

#include "osteon/evaluate/shift/kinds.hpp"

namespace osteon::shift {
namespace {

/// Every grey by a curve, rounded as a file of `bits` would; a window would no longer fit.
Film recoded(const Film& film, int bits, const std::function<double(double grey)>& curve) {
  const double steps = (1 << bits) - 1;
  std::vector<float> grey(film.radiograph.grey().begin(), film.radiograph.grey().end());
  for (float& value : grey)
    value = static_cast<float>(std::round(std::clamp(curve(value), 0.0, 1.0) * steps) / steps);
  Acquisition acquisition = film.radiograph.acquisition();
  acquisition.bits = bits;
  acquisition.window.reset();
  return {{film.radiograph.extent(), std::move(grey), std::move(acquisition)}, film.outlines};
}

double percentile(const Film& film, double share) {
  std::vector<float> grey(film.radiograph.grey().begin(), film.radiograph.grey().end());
  const auto at =
      grey.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(grey.size() - 1));
  std::nth_element(grey.begin(), at, grey.end());
  return *at;
}

}  // namespace

Film inverted(const Film& film, Random&) {
  return recoded(film, 8, [](double grey) { return 1 - grey; });
}

Film with_gamma(const Film& film, double gamma) {
  return recoded(film, 8, [gamma](double grey) { return std::pow(grey, gamma); });
}

Film narrow_window(const Film& film, Random&) {
  const double low = percentile(film, 0.01);
  const double high = percentile(film, 0.99);
  const double black = low + 0.25 * (high - low);
  const double white = low + 0.8 * (high - low);
  return recoded(film, 8,
                 [=](double grey) { return (grey - black) / std::max(white - black, 1e-6); });
}

Film wide_window(const Film& film, Random&) {
  return recoded(film, 8, [](double grey) { return 0.35 + 0.25 * grey; });
}

Film unwindowed(const Film& film, Random& random) {
  // A plate of 10 to 12 bits in 16, above an offset; dead pixels and lead keep the ends of the
  // range, so that the least and the largest value say nothing.
  const double offset = random.uniform(200, 2500) / 65535;
  const double range = random.uniform(700, 4000) / 65535;
  Film plate = recoded(film, 16, [=](double grey) { return offset + range * grey; });
  std::vector<float> grey(plate.radiograph.grey().begin(), plate.radiograph.grey().end());
  const int width = plate.radiograph.extent().width;
  const int height = plate.radiograph.extent().height;
  for (int i = 0; i < 12; ++i) {
    const auto x = static_cast<std::size_t>(random.below(width));
    const auto y = static_cast<std::size_t>(random.below(height));
    grey[y * static_cast<std::size_t>(width) + x] = i % 2 == 0 ? 0.0F : 1.0F;
  }
  return {{plate.radiograph.extent(), std::move(grey), plate.radiograph.acquisition()},
          plate.outlines};
}

}  // namespace osteon::shift
