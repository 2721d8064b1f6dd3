#include "osteon/phantom/turned_shutter.hpp"

#include <algorithm>
#include <cmath>

namespace osteon::phantom {

TurnedShutter::TurnedShutter(Extent extent, double turn, const std::array<double, 4>& reaches)
    : middle_x_(extent.width / 2.0), middle_y_(extent.height / 2.0) {
  const double c = std::cos(turn);
  const double s = std::sin(turn);
  blades_ = {Blade{c, s, reaches[0]}, Blade{-c, -s, reaches[1]}, Blade{-s, c, reaches[2]},
             Blade{s, -c, reaches[3]}};
}

void TurnedShutter::open_for(const Outline& outline, double margin) {
  for (Blade& blade : blades_)
    for (const Point corner : outline.corners)
      blade.reach = std::max(blade.reach, blade.x * (corner.x - middle_x_) +
                                              blade.y * (corner.y - middle_y_) + margin);
}

double TurnedShutter::depth(double x, double y) const {
  double depth = 1e9;
  for (const Blade& blade : blades_)
    depth = std::min(depth, blade.reach - blade.x * (x - middle_x_) - blade.y * (y - middle_y_));
  return depth;
}

}  // namespace osteon::phantom
