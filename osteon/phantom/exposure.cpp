// The plate and its reader.
#include "osteon/phantom/exposure.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace osteon::phantom {
namespace {

/// Weighs neighbours 1 : 2 : 1, down and across.
void blur(Raster& raster) {
  std::vector<float> line(static_cast<std::size_t>(std::max(raster.width, raster.height)));
  for (int y = 0; y < raster.height; ++y) {
    float* row = raster.row(y);
    std::copy_n(row, raster.width, line.begin());
    for (int x = 1; x + 1 < raster.width; ++x)
      row[x] = 0.25F * line[static_cast<std::size_t>(x) - 1] + 0.5F * row[x] +
               0.25F * line[static_cast<std::size_t>(x) + 1];
  }
  std::vector<float> above(raster.row(0), raster.row(0) + raster.width);
  for (int y = 1; y + 1 < raster.height; ++y) {
    float* row = raster.row(y);
    const float* below = raster.row(y + 1);
    for (int x = 0; x < raster.width; ++x) {
      const float here = row[x];
      row[x] = 0.25F * above[static_cast<std::size_t>(x)] + 0.5F * here + 0.25F * below[x];
      above[static_cast<std::size_t>(x)] = here;
    }
  }
}

double signal(double attenuation, double veil) {
  return std::log((1 + veil) / (std::exp(-attenuation) + veil));
}

/// The value that `share` of all stay below.
float quantile(std::vector<float>& values, double share) {
  const auto nth = values.begin() +
                   static_cast<std::ptrdiff_t>(share * (static_cast<double>(values.size()) - 1));
  std::nth_element(values.begin(), nth, values.end());
  return *nth;
}

/// Mean 0, standard deviation 1; the sum of four even parts is close enough to normal for a film,
/// and uses whole numbers only.
float bell(std::uint64_t bits) {
  const auto sum = static_cast<double>((bits & 0xFFFF) + (bits >> 16 & 0xFFFF) +
                                       (bits >> 32 & 0xFFFF) + (bits >> 48));
  return static_cast<float>((sum - 2 * 65535.0) / 37837.2);  // 65536 * sqrt(4 / 12)
}

/// Grey over attenuation, worked out once for a row of values and read between them.
class ToneCurve {
 public:
  ToneCurve(const Development& d, double most) : per_unit_((knots - 2) / std::max(most, 1e-6)) {
    for (int i = 0; i < knots; ++i) {
      const double share = std::clamp(signal(i / per_unit_, d.veil) / d.densest, 0.0, 1.15);
      greys_[static_cast<std::size_t>(i)] =
          static_cast<float>(d.darkest + (d.brightest - d.darkest) * std::pow(share, d.contrast));
    }
  }

  float at(float attenuation) const {
    const float place = attenuation * static_cast<float>(per_unit_);
    const auto knot =
        std::min(static_cast<std::size_t>(place), static_cast<std::size_t>(knots - 2));
    const float part = place - static_cast<float>(knot);
    return greys_[knot] * (1 - part) + greys_[knot + 1] * part;
  }

 private:
  static constexpr int knots = 2048;
  double per_unit_;
  std::array<float, knots> greys_;
};

}  // namespace

Development develop_for(const Raster& attenuation, Random& random) {
  constexpr float open_beam = 0.02F;
  constexpr std::size_t every = 7;  // a sample is enough, and prime to the usual widths
  std::vector<float> body;
  for (std::size_t i = 0; i < attenuation.values.size(); i += every)
    if (attenuation.values[i] > open_beam) body.push_back(attenuation.values[i]);
  if (body.empty()) body.push_back(1);

  const double dense = quantile(body, 0.992);
  const double soft = quantile(body, 0.4);
  Development d;
  d.veil = std::exp(-dense) * random.uniform(0.15, 0.5);
  d.darkest = random.uniform(0.02, 0.12);
  d.brightest = random.uniform(0.8, 0.97);
  d.densest = signal(dense, d.veil) * random.uniform(0.98, 1.12);
  const double soft_grey = random.uniform(0.2, 0.36);
  const double soft_share = std::clamp(signal(soft, d.veil) / d.densest, 0.05, 0.95);
  d.contrast = std::clamp(std::log(soft_grey) / std::log(soft_share), 0.8, 4.0);
  d.heel = random.uniform(-0.12, 0.12);
  d.noise = random.uniform(0.004, 0.014);
  return d;
}

std::vector<float> developed(Raster attenuation, const Film& film, const Development& development,
                             std::uint64_t noise_seed) {
  // The unsharpness of focus and plate is about a third of a millimetre.
  const int passes =
      std::clamp(static_cast<int>(film.pixels_per_mm * film.pixels_per_mm * 0.25), 1, 8);
  for (int pass = 0; pass < passes; ++pass) blur(attenuation);

  const ToneCurve tone(development, *std::ranges::max_element(attenuation.values));
  const auto amount = static_cast<float>(development.noise);
  Random noise(noise_seed);
  std::vector<float> streaks(static_cast<std::size_t>(attenuation.width));
  float streak = 0;
  for (float& s : streaks) s = streak = streak * 0.97F + bell(noise.next()) * 0.0007F;

  std::vector<float> grey(attenuation.values.size());
  std::size_t i = 0;
  for (int y = 0; y < attenuation.height; ++y) {
    const auto uneven =
        static_cast<float>(1 + development.heel * ((y + 0.5) / attenuation.height - 0.5));
    for (int x = 0; x < attenuation.width; ++x, ++i) {
      const float clean = tone.at(attenuation.values[i]) * uneven;
      const float grain = bell(noise.next()) * amount * (0.5F + clean);
      grey[i] = std::clamp(clean + grain + streaks[static_cast<std::size_t>(x)], 0.0F, 1.0F);
    }
  }
  return grey;
}

Shutter shutter_for(Extent extent, Random& random) {
  Shutter shutter;
  shutter.grey =
      static_cast<float>(random.chance(0.6) ? random.uniform(0.9, 1) : random.uniform(0, 0.03));
  shutter.skew = random.uniform(-0.02, 0.02);
  const auto strip = [&](double length) {
    const double width = length * random.uniform(0.01, 0.07);
    return random.chance(0.15) ? width : 0.0;
  };
  shutter.left = strip(extent.width);
  shutter.right = strip(extent.width);
  shutter.top = strip(extent.height);
  shutter.bottom = strip(extent.height);
  return shutter;
}

void close(std::vector<float>& grey, Extent extent, const Shutter& shutter) {
  constexpr double soft_edge = 2.5;
  const auto covered = [&](double strip, double from_edge) {
    return strip > 0 ? std::clamp((strip - from_edge) / soft_edge + 0.5, 0.0, 1.0) : 0.0;
  };
  std::size_t i = 0;
  for (int y = 0; y < extent.height; ++y) {
    const double slope_x = shutter.skew * (y - extent.height / 2.0);
    for (int x = 0; x < extent.width; ++x, ++i) {
      const double slope_y = shutter.skew * (x - extent.width / 2.0);
      const double cover = std::max(std::max(covered(shutter.left, x + slope_x),
                                             covered(shutter.right, extent.width - x - slope_x)),
                                    std::max(covered(shutter.top, y - slope_y),
                                             covered(shutter.bottom, extent.height - y + slope_y)));
      if (cover > 0) grey[i] += (shutter.grey - grey[i]) * static_cast<float>(cover);
    }
  }
}

void imprint(std::vector<float>& grey, Extent extent, const Raster& letters, int left, int top,
             float brightness) {
  for (int y = 0; y < letters.height; ++y)
    for (int x = 0; x < letters.width; ++x) {
      const int to_x = left + x;
      const int to_y = top + y;
      if (to_x < 0 || to_y < 0 || to_x >= extent.width || to_y >= extent.height) continue;
      float& g = grey[static_cast<std::size_t>(to_y) * static_cast<std::size_t>(extent.width) +
                      static_cast<std::size_t>(to_x)];
      g += (brightness - g) * letters.at(x, y);
    }
}

}  // namespace osteon::phantom
