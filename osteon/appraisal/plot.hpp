// Axes with what is drawn between them.
#pragma once

#include <string>
#include <vector>

#include "osteon/appraisal/canvas.hpp"
#include "osteon/evaluate/curves.hpp"

namespace osteon {

struct Axis {
  std::string label;
  double low = 0;
  double high = 1;
  double tick = 0.2;  ///< distance of two numbers
  int digits = 1;     ///< of each, behind the point
};

/// Where the axes stand on the canvas.
struct Frame {
  Spot corner;  ///< top left
  double width = 0;
  double height = 0;
};

struct LegendEntry {
  std::string words;
  Stroke stroke;
};

class Plot {
 public:
  /// Draws frame, grid, numbers and labels at once. `canvas` must outlive this object.
  Plot(Canvas& canvas, const Frame& frame, Axis across, Axis up);

  void line(const std::vector<CurvePoint>& points, const Stroke& stroke);
  /// Each point's height holds back to the point before it.
  void steps(const std::vector<CurvePoint>& points, const Stroke& stroke);
  void dot(CurvePoint at, double radius, Colour fill);
  void ring(CurvePoint at, double radius, const Stroke& stroke);
  void bar(double from, double to, double height, Colour fill, double opacity);
  void whisker(double at, double low, double high, Colour colour);
  /// On the canvas, at a place of its own.
  void legend(Spot at, const std::vector<LegendEntry>& entries);

  Spot place(CurvePoint at) const;

 private:
  Canvas& canvas_;
  Frame frame_;
  Axis across_;
  Axis up_;
};

}  // namespace osteon
