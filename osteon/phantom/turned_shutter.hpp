// A collimator whose four blades are turned together.
#pragma once

#include <array>

#include "osteon/radiograph/outline.hpp"
#include "osteon/radiograph/radiograph.hpp"

namespace osteon::phantom {

class TurnedShutter {
 public:
  /// \param turn     in radians, about the middle of the film
  /// \param reaches  how far from the middle each blade is, in pixels: right, left, lower, upper
  TurnedShutter(Extent extent, double turn, const std::array<double, 4>& reaches);

  /// Draws the blades back until each corner lies `margin` pixels inside.
  void open_for(const Outline& outline, double margin);

  /// How far inside the nearest blade a place is, in pixels; below 0 where it is covered.
  double depth(double x, double y) const;

 private:
  struct Blade {
    double x, y, reach;
  };
  double middle_x_;
  double middle_y_;
  std::array<Blade, 4> blades_;
};

}  // namespace osteon::phantom
