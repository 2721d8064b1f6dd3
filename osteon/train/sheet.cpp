#include "osteon/train/sheet.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/base/file.hpp"
#include "osteon/report/drawing.hpp"
#include "osteon/report/text.hpp"

namespace osteon {
namespace {

constexpr int columns = 6;
constexpr std::size_t most_images = 24;
constexpr int caption_height = 18;
constexpr int gap = 4;

Surface picture_of(std::span<const float> pixels, const InputSpec& input) {
  Surface surface = make_surface({input.side, input.side});
  cairo_surface_flush(surface.get());
  unsigned char* const bytes = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  for (int y = 0; y < input.side; ++y) {
    auto* const line = reinterpret_cast<std::uint32_t*>(bytes + std::ptrdiff_t{y} * stride);
    for (int x = 0; x < input.side; ++x) {
      const float value = pixels[static_cast<std::size_t>(y * input.side + x)];
      const float share = (value + input.subtract) / input.scale;
      const auto grey =
          static_cast<std::uint32_t>(std::lround(std::clamp(share, 0.0F, 1.0F) * 255));
      line[x] = 0xFF000000u | grey << 16 | grey << 8 | grey;
    }
  }
  cairo_surface_mark_dirty(surface.get());
  return surface;
}

void draw_outline(const Pen& pen, const Outline& outline) {
  for (const Point& corner : outline.corners) cairo_line_to(pen.get(), corner.x, corner.y);
  cairo_close_path(pen.get());
  cairo_set_source_rgb(pen.get(), 1.0, 0.69, 0.0);
  cairo_set_line_width(pen.get(), 1.5);
  cairo_stroke(pen.get());
}

void draw_image(const Pen& pen, const SheetImage& image, const InputSpec& input) {
  const Surface picture = picture_of(image.pixels, input);
  cairo_set_source_surface(pen.get(), picture.get(), 0, 0);
  cairo_paint(pen.get());
  for (const Outline& outline : image.outlines) draw_outline(pen, outline);
  cairo_set_source_rgb(pen.get(), 0.9, 0.9, 0.9);
  write_text(pen, 3, input.side + caption_height - 5, image.caption);
}

}  // namespace

void write_sheet(const std::filesystem::path& file, const InputSpec& input,
                 std::span<const SheetImage> images) {
  const int rows = (static_cast<int>(images.size()) + columns - 1) / columns;
  const int across = input.side + gap;
  const int down = input.side + caption_height + gap;
  const Surface sheet = make_surface({columns * across + gap, std::max(rows, 1) * down + gap});
  const Pen pen = pen_on(sheet);
  cairo_set_source_rgb(pen.get(), 0.12, 0.12, 0.12);
  cairo_paint(pen.get());
  cairo_select_font_face(pen.get(), "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL,
                         CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size(pen.get(), 12);
  for (std::size_t i = 0; i < images.size(); ++i) {
    const int place = static_cast<int>(i);
    cairo_save(pen.get());
    cairo_translate(pen.get(), gap + place % columns * across, gap + place / columns * down);
    draw_image(pen, images[i], input);
    cairo_restore(pen.get());
  }
  replace_whole(file, [&](const std::filesystem::path& beside) {
    const auto status = cairo_surface_write_to_png(sheet.get(), beside.c_str());
    if (status != CAIRO_STATUS_SUCCESS)
      throw Error(ErrorCode::unreadable, fmt::format("{}: cannot be written: {}", file.string(),
                                                     cairo_status_to_string(status)));
  });
}

void write_sheet(const std::filesystem::path& file, const InputSpec& input,
                 const std::vector<std::string>& parts, std::span<const TrainBatch> batches) {
  const auto area = static_cast<std::size_t>(input.side) * static_cast<std::size_t>(input.side);
  std::vector<SheetImage> images;
  for (const TrainBatch& batch : batches)
    for (std::size_t i = 0; i < batch.parts.size() && images.size() < most_images; ++i) {
      const auto part = static_cast<std::size_t>(batch.parts[i]);
      const bool shown = part < parts.size();
      images.push_back({.pixels = std::span(batch.images.values).subspan(i * area, area),
                        .caption = shown ? part_phrase(parts[part]) +
                                               (batch.labels[i] == 1 ? ": positive" : ": negative")
                                         : "none of the parts",
                        .outlines = batch.outlines[i]});
    }
  write_sheet(file, input, images);
}

}  // namespace osteon
