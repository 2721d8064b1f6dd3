// One reading as a picture: the radiograph, where it was looked at, and below it what was found.
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/base/file.hpp"
#include "osteon/report/drawing.hpp"
#include "osteon/report/forms.hpp"
#include "osteon/report/text.hpp"

namespace osteon {
namespace {

// What the caption needs to be read.
constexpr int least_width = 512;

/// The size that the radiograph is drawn at.
Extent drawn_extent(Extent radiograph, int longest_side) {
  const double longest = std::max(radiograph.width, radiograph.height);
  const double wanted = std::max(1.0, static_cast<double>(least_width) / radiograph.width);
  const double scale = std::min(wanted, longest_side / longest);
  const auto scaled = [&](int side) {
    return std::max(1, static_cast<int>(std::lround(side * scale)));
  };
  return {scaled(radiograph.width), scaled(radiograph.height)};
}

bool speaks(Verdict verdict) { return verdict == Verdict::present || verdict == Verdict::possible; }

std::string small_print(const Finding& finding, const Maker& maker) {
  std::string text;
  if (!finding.explanation.empty()) text += printable(finding.explanation) + ".\n";
  if (finding.incomplete) text += "The file ended early: this was judged on an incomplete image.\n";
  // Eight digits tell packs apart; the whole hash stands in the JSON line.
  return text + fmt::format("{} {}, weights {:.8}, {}\n{}", maker.pack, maker.version,
                            maker.weights, maker.precision, disclaimer);
}

void paint_scaled(const Pen& pen, const Surface& picture, Extent to) {
  cairo_save(pen.get());
  cairo_scale(pen.get(),
              static_cast<double>(to.width) / cairo_image_surface_get_width(picture.get()),
              static_cast<double>(to.height) / cairo_image_surface_get_height(picture.get()));
  cairo_set_source_surface(pen.get(), picture.get(), 0, 0);
  cairo_pattern_set_filter(cairo_get_source(pen.get()), CAIRO_FILTER_GOOD);
  cairo_pattern_set_extend(cairo_get_source(pen.get()), CAIRO_EXTEND_PAD);
  cairo_rectangle(pen.get(), 0, 0, cairo_image_surface_get_width(picture.get()),
                  cairo_image_surface_get_height(picture.get()));
  cairo_fill(pen.get());
  cairo_restore(pen.get());
}

/// Dashed where it is possible or less, solid where it is said to be there; a dark line below keeps
/// the light one visible on bone.
void draw_box(const Pen& pen, const Box& box, double scale, bool dashed) {
  cairo_rectangle(pen.get(), box.left * scale, box.top * scale, box.width * scale,
                  box.height * scale);
  cairo_set_source_rgba(pen.get(), 0, 0, 0, 0.6);
  cairo_set_line_width(pen.get(), 4);
  cairo_stroke_preserve(pen.get());
  if (dashed) {
    constexpr std::array pattern{10.0, 7.0};
    cairo_set_dash(pen.get(), pattern.data(), static_cast<int>(pattern.size()), 0);
  }
  cairo_set_source_rgb(pen.get(), 1.0, 0.78, 0.25);
  cairo_set_line_width(pen.get(), 2);
  cairo_stroke(pen.get());
}

void draw_evidence(const Pen& pen, const Reading& reading, Extent radiograph, Extent drawn,
                   bool also_unsaid) {
  const Verdict verdict = reading.finding.verdict;
  if (!reading.heatmap || !(speaks(verdict) || also_unsaid)) return;
  const Surface warm = veil(*reading.heatmap, radiograph, drawn);
  cairo_set_source_surface(pen.get(), warm.get(), 0, 0);
  cairo_paint(pen.get());
  // What was not said is drawn too where it was asked for: then the most probable box alone.
  const bool said = speaks(verdict);
  for (const SuspectBox& box : reading.boxes)
    if (box.shown || (!said && &box == &reading.boxes.front()))
      draw_box(pen, box.box, static_cast<double>(drawn.width) / radiograph.width,
               verdict != Verdict::present);
}

}  // namespace

std::string png_of(const Surface& surface) {
  std::string png;
  const auto append = [](void* to, const unsigned char* bytes, unsigned count) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
  };
  const auto status = cairo_surface_write_to_png_stream(surface.get(), append, &png);
  if (status != CAIRO_STATUS_SUCCESS)
    throw Error(ErrorCode::internal,
                fmt::format("encoding a drawing: {}", cairo_status_to_string(status)));
  return png;
}

Surface illustration(const Radiograph& radiograph, const Reading& reading, Extent drawn,
                     int longest_side, bool also_unsaid) {
  Surface surface = make_surface(drawn);
  const Pen pen = pen_on(surface);
  paint_scaled(pen, film(radiograph, longest_side), drawn);
  draw_evidence(pen, reading, radiograph.extent(), drawn, also_unsaid);
  return surface;
}

std::string overlay_png(const Radiograph& radiograph, const Reading& reading, const Maker& maker,
                        const OverlayOptions& options) {
  const Extent drawn = drawn_extent(radiograph.extent(), options.longest_side);
  const int width = std::max(drawn.width, least_width);
  const Caption caption(headline(reading.finding), small_print(reading.finding, maker), width);

  const Surface surface = make_surface({width, drawn.height + caption.height()});
  const Pen pen = pen_on(surface);
  cairo_set_source_rgb(pen.get(), 0, 0, 0);
  cairo_paint(pen.get());

  const Surface picture =
      illustration(radiograph, reading, drawn, options.longest_side, options.also_unsaid);
  cairo_set_source_surface(pen.get(), picture.get(), (width - drawn.width) / 2, 0);
  cairo_paint(pen.get());

  caption.draw(pen, drawn.height);
  return png_of(surface);
}

void write_overlay(const std::filesystem::path& file, const Radiograph& radiograph,
                   const Reading& reading, const Maker& maker) {
  write_whole(file, overlay_png(radiograph, reading, maker));
}

}  // namespace osteon
