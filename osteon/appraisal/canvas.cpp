#include "osteon/appraisal/canvas.hpp"

#include <array>
#include <cmath>
#include <numbers>
#include <utility>

#include <cairo-svg.h>
#include <fmt/format.h>

#include "osteon/base/error.hpp"

namespace osteon {
namespace {

constexpr double dots_per_point = 300.0 / 72.0;

void take(cairo_t* pen, Colour colour, double opacity = 1) {
  cairo_set_source_rgba(pen, colour.red, colour.green, colour.blue, opacity);
}

cairo_status_t append(void* to, const unsigned char* bytes, unsigned count) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
  return CAIRO_STATUS_SUCCESS;
}

void check(cairo_status_t status) {
  if (status != CAIRO_STATUS_SUCCESS)
    throw Error(ErrorCode::internal,
                fmt::format("encoding a drawing: {}", cairo_status_to_string(status)));
}

void draw_on(cairo_t* pen, const std::function<void(Canvas&)>& draw) {
  take(pen, {1, 1, 1});
  cairo_paint(pen);
  Canvas canvas(pen);
  draw(canvas);
  check(cairo_status(pen));
}

std::string as_svg(double width, double height, const std::function<void(Canvas&)>& draw) {
  std::string svg;
  const Surface surface(cairo_svg_surface_create_for_stream(append, &svg, width, height));
  draw_on(pen_on(surface).get(), draw);
  cairo_surface_finish(surface.get());
  check(cairo_surface_status(surface.get()));
  return svg;
}

std::string as_png(double width, double height, const std::function<void(Canvas&)>& draw) {
  const Surface surface = make_surface({static_cast<int>(std::ceil(width * dots_per_point)),
                                        static_cast<int>(std::ceil(height * dots_per_point))});
  const Pen pen = pen_on(surface);
  cairo_scale(pen.get(), dots_per_point, dots_per_point);
  draw_on(pen.get(), draw);
  std::string png;
  check(cairo_surface_write_to_png_stream(surface.get(), append, &png));
  return png;
}

}  // namespace

Colour series_colour(std::size_t number) {
  constexpr std::array<Colour, 8> colours{{{0.00, 0.45, 0.70},
                                           {0.84, 0.37, 0.00},
                                           {0.00, 0.62, 0.45},
                                           {0.80, 0.47, 0.65},
                                           {0.90, 0.62, 0.00},
                                           {0.34, 0.71, 0.91},
                                           {0.36, 0.25, 0.20},
                                           {0.50, 0.50, 0.50}}};
  return colours[number % colours.size()];
}

void Canvas::line(const std::vector<Spot>& points, const Stroke& stroke) {
  if (points.empty()) return;
  cairo_move_to(pen_, points.front().x, points.front().y);
  for (const Spot& point : points) cairo_line_to(pen_, point.x, point.y);
  take(pen_, stroke.colour);
  cairo_set_line_width(pen_, stroke.width);
  cairo_set_line_join(pen_, CAIRO_LINE_JOIN_ROUND);
  constexpr std::array pattern{3.0, 2.5};
  if (stroke.dashed) cairo_set_dash(pen_, pattern.data(), static_cast<int>(pattern.size()), 0);
  cairo_stroke(pen_);
  cairo_set_dash(pen_, nullptr, 0, 0);
}

void Canvas::rectangle(Spot corner, double width, double height, Colour fill, double opacity) {
  cairo_rectangle(pen_, corner.x, corner.y, width, height);
  take(pen_, fill, opacity);
  cairo_fill(pen_);
}

void Canvas::dot(Spot centre, double radius, Colour fill) {
  cairo_new_path(pen_);
  cairo_arc(pen_, centre.x, centre.y, radius, 0, 2 * std::numbers::pi);
  take(pen_, fill);
  cairo_fill(pen_);
}

void Canvas::ring(Spot centre, double radius, const Stroke& stroke) {
  cairo_new_path(pen_);
  cairo_arc(pen_, centre.x, centre.y, radius, 0, 2 * std::numbers::pi);
  take(pen_, {1, 1, 1});
  cairo_fill_preserve(pen_);
  take(pen_, stroke.colour);
  cairo_set_line_width(pen_, stroke.width);
  cairo_stroke(pen_);
}

void Canvas::text(Spot anchor, std::string_view words, const Lettering& lettering) {
  const Layout layout(pango_cairo_create_layout(pen_));
  // Without it the letters of a PNG stand where those of a screen would, unevenly.
  cairo_font_options_t* const options = cairo_font_options_create();
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(pango_layout_get_context(layout.get()), options);
  cairo_font_options_destroy(options);

  PangoFontDescription* const font = pango_font_description_new();
  pango_font_description_set_family_static(font, "DejaVu Sans");
  pango_font_description_set_absolute_size(font, lettering.size * PANGO_SCALE);
  if (lettering.bold) pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description(layout.get(), font);
  pango_font_description_free(font);
  pango_layout_set_text(layout.get(), words.data(), static_cast<int>(words.size()));

  int width = 0;
  int height = 0;
  pango_layout_get_size(layout.get(), &width, &height);
  cairo_save(pen_);
  cairo_translate(pen_, anchor.x, anchor.y);
  if (lettering.upright) cairo_rotate(pen_, -std::numbers::pi / 2);
  cairo_move_to(pen_, -lettering.across * width / PANGO_SCALE,
                -lettering.down * height / PANGO_SCALE);
  take(pen_, lettering.colour);
  pango_cairo_show_layout(pen_, layout.get());
  cairo_restore(pen_);
}

Picture picture(std::string name, std::string title, std::string words, double width, double height,
                const std::function<void(Canvas&)>& draw) {
  return {.name = std::move(name),
          .title = std::move(title),
          .words = std::move(words),
          .svg = as_svg(width, height, draw),
          .png = as_png(width, height, draw)};
}

}  // namespace osteon
