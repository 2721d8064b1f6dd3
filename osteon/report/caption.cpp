#include "osteon/report/drawing.hpp"

namespace osteon {
namespace {

constexpr int margin = 12;
constexpr int gap = 4;

Layout lay_out(const std::string& text, const char* font, int width) {
  PangoFontMap* const fonts = pango_cairo_font_map_get_default();  // not ours
  PangoContext* const context = pango_font_map_create_context(fonts);
  Layout layout(pango_layout_new(context));
  g_object_unref(context);
  PangoFontDescription* const description = pango_font_description_from_string(font);
  pango_layout_set_font_description(layout.get(), description);
  pango_font_description_free(description);
  pango_layout_set_width(layout.get(), (width - 2 * margin) * PANGO_SCALE);
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  return layout;
}

int height_of(const Layout& layout) {
  int width = 0;
  int height = 0;
  pango_layout_get_pixel_size(layout.get(), &width, &height);
  return height;
}

void write(const Pen& pen, const Layout& layout, int top, double grey) {
  cairo_set_source_rgb(pen.get(), grey, grey, grey);
  cairo_move_to(pen.get(), margin, top);
  pango_cairo_show_layout(pen.get(), layout.get());
}

}  // namespace

// Pixels, not points: the drawing has no physical size.
Caption::Caption(const std::string& headline, const std::string& small_print, int width)
    : headline_(lay_out(headline, "Sans Bold 18px", width)),
      small_print_(lay_out(small_print, "Sans 13px", width)),
      width_(width) {}

int Caption::height() const {
  return 2 * margin + height_of(headline_) + gap + height_of(small_print_);
}

void Caption::draw(const Pen& pen, int top) const {
  cairo_set_source_rgb(pen.get(), 0.11, 0.11, 0.12);
  cairo_rectangle(pen.get(), 0, top, width_, height());
  cairo_fill(pen.get());
  write(pen, headline_, top + margin, 0.95);
  write(pen, small_print_, top + margin + height_of(headline_) + gap, 0.70);
}

}  // namespace osteon
