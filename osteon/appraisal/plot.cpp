#include "osteon/appraisal/plot.hpp"

#include <cmath>
#include <utility>

#include <fmt/format.h>

namespace osteon {
namespace {

std::vector<double> ticks_of(const Axis& axis) {
  std::vector<double> ticks;
  const auto count = static_cast<int>(std::floor((axis.high - axis.low) / axis.tick + 1e-9));
  for (int i = 0; i <= count; ++i) ticks.push_back(axis.low + i * axis.tick);
  return ticks;
}

}  // namespace

Plot::Plot(Canvas& canvas, const Frame& frame, Axis across, Axis up)
    : canvas_(canvas), frame_(frame), across_(std::move(across)), up_(std::move(up)) {
  const double bottom = frame_.corner.y + frame_.height;
  const double right = frame_.corner.x + frame_.width;
  for (const double tick : ticks_of(across_)) {
    const double x = place({tick, up_.low}).x;
    canvas_.line({{x, frame_.corner.y}, {x, bottom}}, {.colour = grid_ink, .width = 0.5});
    canvas_.text({x, bottom + 4}, fmt::format("{:.{}f}", tick, across_.digits),
                 {.size = 8, .colour = faint_ink, .across = 0.5, .down = 0});
  }
  for (const double tick : ticks_of(up_)) {
    const double y = place({across_.low, tick}).y;
    canvas_.line({{frame_.corner.x, y}, {right, y}}, {.colour = grid_ink, .width = 0.5});
    canvas_.text({frame_.corner.x - 4, y}, fmt::format("{:.{}f}", tick, up_.digits),
                 {.size = 8, .colour = faint_ink, .across = 1});
  }
  canvas_.line({{frame_.corner.x, frame_.corner.y}, {frame_.corner.x, bottom}, {right, bottom}},
               {.colour = faint_ink, .width = 0.8});
  canvas_.text({frame_.corner.x + frame_.width / 2, bottom + 17}, across_.label,
               {.size = 9, .across = 0.5, .down = 0});
  canvas_.text({frame_.corner.x - 36, frame_.corner.y + frame_.height / 2}, up_.label,
               {.size = 9, .across = 0.5, .down = 0.5, .upright = true});
}

Spot Plot::place(CurvePoint at) const {
  return {frame_.corner.x + (at.x - across_.low) / (across_.high - across_.low) * frame_.width,
          frame_.corner.y + (up_.high - at.y) / (up_.high - up_.low) * frame_.height};
}

void Plot::line(const std::vector<CurvePoint>& points, const Stroke& stroke) {
  std::vector<Spot> path;
  for (const CurvePoint& point : points) path.push_back(place(point));
  canvas_.line(path, stroke);
}

void Plot::steps(const std::vector<CurvePoint>& points, const Stroke& stroke) {
  if (points.empty()) return;
  std::vector<CurvePoint> corners{{across_.low, points.front().y}};
  for (const CurvePoint& point : points) {
    corners.push_back({corners.back().x, point.y});
    corners.push_back(point);
  }
  line(corners, stroke);
}

void Plot::dot(CurvePoint at, double radius, Colour fill) { canvas_.dot(place(at), radius, fill); }

void Plot::ring(CurvePoint at, double radius, const Stroke& stroke) {
  canvas_.ring(place(at), radius, stroke);
}

void Plot::bar(double from, double to, double height, Colour fill, double opacity) {
  const Spot top = place({from, height});
  const Spot foot = place({to, up_.low});
  canvas_.rectangle(top, foot.x - top.x, foot.y - top.y, fill, opacity);
}

void Plot::whisker(double at, double low, double high, Colour colour) {
  line({{at, low}, {at, high}}, {.colour = colour, .width = 1});
}

void Plot::legend(Spot at, const std::vector<LegendEntry>& entries) {
  for (const auto& [words, stroke] : entries) {
    canvas_.line({at, {at.x + 16, at.y}}, stroke);
    canvas_.text({at.x + 21, at.y}, words, {.size = 8});
    at.y += 13;
  }
}

}  // namespace osteon
