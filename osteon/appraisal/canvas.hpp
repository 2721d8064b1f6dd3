// A sheet to draw on, in points, that becomes SVG or PNG.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "osteon/report/drawing.hpp"

namespace osteon {

struct Spot {
  double x = 0;
  double y = 0;
};

struct Colour {
  double red = 0;
  double green = 0;
  double blue = 0;
};

/// Colours that stay apart for those who see few (Okabe and Ito 2008), the darkest first; number 8
/// is number 0 again.
Colour series_colour(std::size_t number);
inline constexpr Colour ink{0.10, 0.10, 0.12};
inline constexpr Colour faint_ink{0.42, 0.42, 0.45};
inline constexpr Colour grid_ink{0.86, 0.86, 0.88};

struct Stroke {
  Colour colour = ink;
  double width = 1;
  bool dashed = false;
};

struct Lettering {
  double size = 9;
  bool bold = false;
  Colour colour = ink;
  double across = 0;     ///< where the anchor lies in the text: 0 left, 0.5 middle, 1 right
  double down = 0.5;     ///< 0 top, 0.5 middle, 1 bottom
  bool upright = false;  ///< turned to be read from below
};

class Canvas {
 public:
  explicit Canvas(cairo_t* pen) : pen_(pen) {}

  void line(const std::vector<Spot>& points, const Stroke& stroke);
  void rectangle(Spot corner, double width, double height, Colour fill, double opacity = 1);
  void dot(Spot centre, double radius, Colour fill);
  void ring(Spot centre, double radius, const Stroke& stroke);
  void text(Spot anchor, std::string_view words, const Lettering& lettering = {});

 private:
  cairo_t* pen_;  // not owned
};

/// One drawing in both forms.
struct Picture {
  std::string name;  ///< of its files, without the ending
  std::string title;
  std::string words;  ///< what it shows, for those who do not see it
  std::string svg;
  std::string png;  ///< at 300 dots per inch
};

/// Size in points. Letters become outlines: no reader needs the font.
Picture picture(std::string name, std::string title, std::string words, double width, double height,
                const std::function<void(Canvas&)>& draw);

}  // namespace osteon
