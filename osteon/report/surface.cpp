#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/report/drawing.hpp"

namespace osteon {

Surface make_surface(Extent extent) {
  Surface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, extent.width, extent.height));
  if (const auto status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS)
    throw Error(ErrorCode::internal, fmt::format("a drawing of {} x {} pixels: {}", extent.width,
                                                 extent.height, cairo_status_to_string(status)));
  return surface;
}

Pen pen_on(const Surface& surface) { return Pen(cairo_create(surface.get())); }

void write_text(const Pen& pen, double x, double y, const std::string& text) {
  cairo_move_to(pen.get(), x, y);
  cairo_show_text(pen.get(), text.c_str());
  cairo_new_path(pen.get());  // the text leaves a point, from which a line would begin
}

}  // namespace osteon
