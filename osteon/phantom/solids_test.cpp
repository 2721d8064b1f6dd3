// Solids whose shadows can be worked out by hand.
#include "osteon/phantom/solids.hpp"

#include <cmath>

#include <catch2/catch.hpp>

namespace {

using namespace osteon;
using namespace osteon::phantom;

/// 4 pixels a millimetre, the origin in the middle.
constexpr Film film{{201, 161}, 4, {0, 0}};
constexpr int middle_x = 100;
constexpr int middle_y = 80;

Solid upright(double radius, double cortex, Material material) {
  return {"rod", material, {{{{0, -60, radius, cortex}, {0, 60, radius, cortex}}}}, {}};
}

}  // namespace

TEST_CASE("through the axis of a tube the beam crosses the cortex twice and the marrow once",
          "[phantom]") {
  const Raster raster = shadow(upright(10, 3, {0.06, 0.01, 0}), film, 1);
  CHECK(raster.at(middle_x, middle_y) == Approx(2 * 3 * 0.06 + 2 * 7 * 0.01).epsilon(0.01));
}

TEST_CASE("a tube is densest where the beam grazes the marrow", "[phantom]") {
  const Raster raster = shadow(upright(10, 3, {0.06, 0.01, 0}), film, 1);
  const double chord = 2 * std::sqrt(10.0 * 10 - 7 * 7);
  const float grazing = raster.at(middle_x + 28, middle_y);
  CHECK(grazing == Approx(chord * 0.06).epsilon(0.03));
  CHECK(grazing > raster.at(middle_x, middle_y));
  CHECK(grazing > raster.at(middle_x + 36, middle_y));
}

TEST_CASE("two pieces of one bone are joined, not counted twice", "[phantom]") {
  Solid one = upright(8, 0, {0, 0.02, 0});
  const float alone = shadow(one, film, 1).at(middle_x, middle_y);
  one.tubes.push_back(one.tubes.front());
  CHECK(shadow(one, film, 1).at(middle_x, middle_y) == alone);
}

TEST_CASE("a plate is level inside its rim and gone outside its outline", "[phantom]") {
  const Solid plate{
      "plate", {0, 0.02, 0}, {}, {{{{-15, -12}, {15, -12}, {15, 12}, {-15, 12}}, 5, 4, 0}}};
  const Raster raster = shadow(plate, film, 1);
  CHECK(raster.at(middle_x, middle_y) == Approx(2 * 5 * 0.02).epsilon(0.01));
  CHECK(raster.at(middle_x + 20, middle_y + 8) == raster.at(middle_x, middle_y));
  CHECK(raster.value_or_zero(middle_x + 90, middle_y) == 0);
}

TEST_CASE("grain varies the marrow and not the mean", "[phantom]") {
  const Solid smooth = upright(10, 1, {0, 0.01, 0});
  const Solid grainy = upright(10, 1, {0, 0.01, 0.3});
  const Raster a = shadow(smooth, film, 7);
  const Raster b = shadow(grainy, film, 7);
  double sum_a = 0, sum_b = 0;
  int differing = 0;
  for (std::size_t i = 0; i < a.values.size(); ++i) {
    sum_a += a.values[i];
    sum_b += b.values[i];
    if (a.values[i] != b.values[i]) ++differing;
  }
  CHECK(differing > 1000);
  CHECK(sum_b == Approx(sum_a).epsilon(0.03));
}

TEST_CASE("a solid beside the film casts no shadow on it", "[phantom]") {
  const Solid away = placed(upright(10, 3, {0.06, 0.01, 0}), moved({500, 0}));
  CHECK(shadow(away, film, 1).values.empty());
}

TEST_CASE("a place on a tube is found by its share of the length", "[phantom]") {
  const Tube tube{{{0, 0, 4, 1}, {0, 50, 4, 1}, {0, 100, 4, 1}}};
  CHECK(station_on(tube, 0).at.y == Approx(0));
  CHECK(station_on(tube, 0.25).at.y == Approx(25));
  CHECK(station_on(tube, 1).at.y == Approx(100));
  CHECK(station_on(tube, 0.6).along.y == Approx(1));
  CHECK(station_on(tube, 0.6).radius == Approx(4));
}

TEST_CASE("placements are applied from the inside out", "[phantom]") {
  const Placement both = moved({10, 0}).after(turned(90));
  const Point p = both({1, 0});
  CHECK(p.x == Approx(10).margin(1e-12));
  CHECK(p.y == Approx(1));
  const Point centre = turned(37, {3, 4})({3, 4});
  CHECK(centre.x == Approx(3));
  CHECK(centre.y == Approx(4));
}
