// The pieces of a drawing, with Cairo's objects owned.
#pragma once

#include <memory>
#include <string>

#include <cairo.h>
#include <pango/pangocairo.h>

#include "osteon/detector/detector.hpp"
#include "osteon/explain/heatmap.hpp"
#include "osteon/radiograph/radiograph.hpp"

namespace osteon {

struct CairoDeleter {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* pen) const { cairo_destroy(pen); }
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
};
using Surface = std::unique_ptr<cairo_surface_t, CairoDeleter>;
using Pen = std::unique_ptr<cairo_t, CairoDeleter>;
using Layout = std::unique_ptr<PangoLayout, CairoDeleter>;

/// \throws Error(internal) when Cairo has no memory for it
Surface make_surface(Extent extent);
/// \throws Error(internal)
std::string png_of(const Surface& surface);
Pen pen_on(const Surface& surface);
/// Letters that stand on (x, y), in the pen's font and colour. The path is empty afterwards.
void write_text(const Pen& pen, double x, double y, const std::string& text);

/// The radiograph in grey, as a viewer would show it: by its window if it has one. Averaged over
/// whole blocks of pixels while it is at least twice as long as `longest_side`.
Surface film(const Radiograph& radiograph, int longest_side);

/// What speaks for the finding, as a translucent warm veil over a radiograph drawn at `drawn`.
Surface veil(const Heatmap& heatmap, Extent radiograph, Extent drawn);

/// The radiograph at most `longest_side` long, with the heatmap and the boxes of a finding that is
/// present or possible; with `also_unsaid` of any other too.
Surface illustration(const Radiograph& radiograph, const Reading& reading, Extent drawn,
                     int longest_side, bool also_unsaid);

/// Words in a bar as wide as the drawing: a headline, and smaller what else must be said.
class Caption {
 public:
  Caption(const std::string& headline, const std::string& small_print, int width);
  int height() const;
  void draw(const Pen& pen, int top) const;

 private:
  Layout headline_;
  Layout small_print_;
  int width_;
};

}  // namespace osteon
