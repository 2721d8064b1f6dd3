// One reading as a page of A4.
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include <cairo-pdf.h>
#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/report/drawing.hpp"
#include "osteon/report/forms.hpp"
#include "osteon/report/text.hpp"

namespace osteon {
namespace {

// Points; A4 is 210 x 297 mm.
constexpr double page_width = 595.28;
constexpr double page_height = 841.89;
constexpr double margin = 48;
constexpr double text_width = page_width - 2 * margin;
constexpr double picture_height = 420;
constexpr double label_width = 150;
// Of the picture's longer side: enough for 250 dots an inch, and never so few that a box's line is
// thick.
constexpr int most_pixels = 1600;
constexpr int least_pixels = 1000;

/// Words laid out on the page from above; what has been written moves the place down.
class Page {
 public:
  explicit Page(Pen pen) : pen_(std::move(pen)) {}

  void write(const std::string& text, const char* font, double grey = 0, double left = 0) {
    Layout layout(pango_cairo_create_layout(pen_.get()));
    PangoFontDescription* const description = pango_font_description_from_string(font);
    pango_layout_set_font_description(layout.get(), description);
    pango_font_description_free(description);
    pango_layout_set_width(layout.get(), static_cast<int>((text_width - left) * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    cairo_set_source_rgb(pen_.get(), grey, grey, grey);
    cairo_move_to(pen_.get(), margin + left, top_);
    pango_cairo_show_layout(pen_.get(), layout.get());
    int width = 0;
    int height = 0;
    pango_layout_get_size(layout.get(), &width, &height);
    top_ += static_cast<double>(height) / PANGO_SCALE;
  }

  void row(const std::string& label, const std::string& value) {
    const double top = top_;
    write(label, "Sans 9", 0.35);
    const double below = top_;
    top_ = top;
    write(value, "Sans 9", 0, label_width);
    top_ = std::max(top_, below) + 2;
  }

  void picture(const Surface& surface) {
    const double width = cairo_image_surface_get_width(surface.get());
    const double height = cairo_image_surface_get_height(surface.get());
    const double scale = std::min(text_width / width, picture_height / height);
    cairo_save(pen_.get());
    cairo_translate(pen_.get(), margin + (text_width - width * scale) / 2, top_);
    cairo_scale(pen_.get(), scale, scale);
    cairo_set_source_surface(pen_.get(), surface.get(), 0, 0);
    cairo_paint(pen_.get());
    cairo_restore(pen_.get());
    top_ += height * scale;
  }

  void gap(double points) { top_ += points; }
  /// What follows stands at the foot of the page.
  void go_to_foot(double points) { top_ = std::max(top_, page_height - margin - points); }

 private:
  Pen pen_;
  double top_ = margin;
};

Extent picture_extent(Extent from) {
  const int longest = std::max(from.width, from.height);
  const double scale =
      static_cast<double>(std::clamp(longest, least_pixels, most_pixels)) / longest;
  const auto scaled = [&](int side) {
    return std::max(1, static_cast<int>(std::lround(side * scale)));
  };
  return {scaled(from.width), scaled(from.height)};
}

std::vector<std::pair<std::string, std::string>> rows_of(const Finding& finding, const Maker& maker,
                                                         const ReportFacts& facts) {
  std::vector<std::pair<std::string, std::string>> rows = {{"Radiograph", printable(facts.name)},
                                                           {"Received", facts.received}};
  if (finding.part) {
    std::string part = part_phrase(*finding.part);
    if (finding.part_probability) part += ", " + per_cent(*finding.part_probability) + " sure";
    rows.emplace_back("Body part", part);
  }
  if (finding.probability)
    rows.emplace_back("Probability of " + finding.target, per_cent(*finding.probability));
  if (finding.thresholds)
    rows.emplace_back("Thresholds", fmt::format("possible from {}, present from {}",
                                                per_cent(finding.thresholds->sensitive),
                                                per_cent(finding.thresholds->specific)));
  if (!finding.explanation.empty()) rows.emplace_back("Why", printable(finding.explanation));
  if (finding.incomplete)
    rows.emplace_back("Note", "The file ended early: this was judged on an incomplete image.");
  if (!facts.opinion.empty()) rows.emplace_back("Reader", printable(facts.opinion));
  rows.emplace_back("Made by", fmt::format("Osteon {}, pack {} {}, {}", OSTEON_VERSION, maker.pack,
                                           maker.version, maker.precision));
  rows.emplace_back("Weights", maker.weights);
  return rows;
}

}  // namespace

std::string report_pdf(const Radiograph& radiograph, const Reading& reading, const Maker& maker,
                       const ReportFacts& facts) {
  std::string pdf;
  const auto append = [](void* to, const unsigned char* bytes, unsigned count) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
  };
  const Surface surface(cairo_pdf_surface_create_for_stream(append, &pdf, page_width, page_height));
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, "Osteon: finding");
  Page page(pen_on(surface));
  page.write(headline(reading.finding), "Sans Bold 16");
  page.gap(10);
  page.picture(
      illustration(radiograph, reading, picture_extent(radiograph.extent()), most_pixels, false));
  page.gap(14);
  for (const auto& [label, value] : rows_of(reading.finding, maker, facts)) page.row(label, value);
  page.go_to_foot(14);
  page.write(std::string(disclaimer), "Sans Bold 9");
  cairo_surface_finish(surface.get());
  if (const auto status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS)
    throw Error(ErrorCode::internal, fmt::format("a report: {}", cairo_status_to_string(status)));
  return pdf;
}

}  // namespace osteon
