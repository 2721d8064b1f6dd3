// Points in the plane of the film, in millimetres: x to the right, y down.
#pragma once

#include <cmath>
#include <numbers>

namespace osteon::phantom {

struct Point {
  double x = 0;
  double y = 0;
  friend Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
  friend Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
  friend Point operator*(Point a, double s) { return {a.x * s, a.y * s}; }
};

inline double dot(Point a, Point b) { return a.x * b.x + a.y * b.y; }
inline double length(Point a) { return std::sqrt(dot(a, a)); }

constexpr double radians(double degrees) { return degrees * std::numbers::pi / 180; }

/// Where a part of the body is put: an affine map of the plane.
struct Placement {
  double xx = 1, xy = 0, yx = 0, yy = 1;
  Point shift;

  Point operator()(Point p) const {
    return {xx * p.x + xy * p.y + shift.x, yx * p.x + yy * p.y + shift.y};
  }
  /// First `other`, then this.
  Placement after(const Placement& other) const {
    return {xx * other.xx + xy * other.yx, xx * other.xy + xy * other.yy,
            yx * other.xx + yy * other.yx, yx * other.xy + yy * other.yy, (*this)(other.shift)};
  }
};

inline Placement moved(Point by) { return {1, 0, 0, 1, by}; }
/// Seen at a slant: shorter (or mirrored, when negative) along x or y.
inline Placement stretched(double across, double down) { return {across, 0, 0, down, {}}; }
/// Turned about `centre`; positive is clockwise as seen on the film.
inline Placement turned(double degrees, Point centre = {}) {
  const double c = std::cos(radians(degrees));
  const double s = std::sin(radians(degrees));
  const Placement turn{c, -s, s, c, {}};
  return {c, -s, s, c, centre - turn(centre)};
}

}  // namespace osteon::phantom
