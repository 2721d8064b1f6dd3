// A grey picture to paint on, for all that is no radiograph.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "osteon/base/random.hpp"
#include "osteon/phantom/raster.hpp"

namespace osteon::phantom {

/// The grey at a place, in pixels; painted over what is there.
using Ink = std::function<float(double x, double y)>;
Ink plain(double grey);
/// From one grey to another between two places, and level beyond them.
Ink ramp(Point from, double grey_from, Point to, double grey_to);

/// Edges are smooth over a pixel, or over `soft` pixels more.
class Canvas {
 public:
  Canvas(Extent extent, double ground);

  Extent extent() const { return {grey_.width, grey_.height}; }
  double width() const { return grey_.width; }
  double height() const { return grey_.height; }
  double unit() const { return std::min(grey_.width, grey_.height); }  ///< the shorter side
  /// A place by shares of width and height.
  Point at(Point share) const { return {share.x * width(), share.y * height()}; }
  float grey(int x, int y) const { return grey_.at(x, y); }

  void cover(const Ink& ink);  ///< the whole picture
  /// A polygon; even-odd where it crosses itself.
  void fill(const std::vector<Point>& ring, const Ink& ink, double soft = 0);
  void box(Point top_left, Point bottom_right, const Ink& ink);
  void ellipse(Point centre, double across, double down, double turn_degrees, const Ink& ink,
               double soft = 0);
  void line(const std::vector<Point>& path, double half_width, const Ink& ink, double soft = 0);
  /// Letters as in lettering.hpp.
  void write(Point top_left, std::string_view text, double height, const Ink& ink);

  /// Every grey becomes what `change` makes of it.
  void change(const std::function<float(int x, int y, float grey)>& change);
  void mirror();             ///< left to right
  void blur(double radius);  ///< of the whole picture, in pixels
  void grain(double amount, Random& random);

  std::vector<float> finished() &&;  ///< clamped to 0 to 1

 private:
  void paint(Raster mask, const Ink& ink, double soft);
  Raster mask_around(const std::vector<Point>& points, double margin) const;

  Raster grey_;
};

/// A closed curve around `centre`, `wobble` of its radius out of round.
std::vector<Point> blob(Point centre, double across, double down, double wobble, Random& random);
std::vector<Point> ellipse_ring(Point centre, double across, double down, double turn_degrees);

}  // namespace osteon::phantom
