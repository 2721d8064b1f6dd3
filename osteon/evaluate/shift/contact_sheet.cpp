#include "osteon/evaluate/shift/contact_sheet.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <utility>

#include "osteon/phantom/exposure.hpp"
#include "osteon/phantom/lettering.hpp"

namespace osteon {
namespace {

constexpr int title = 20;

class Sheet {
 public:
  Sheet(int cells, int cell)
      : cell_(cell),
        columns_(std::min(6, cells)),
        extent_{columns_ * cell, (cells + columns_ - 1) / columns_ * (cell + title)},
        grey_(static_cast<std::size_t>(extent_.width) * static_cast<std::size_t>(extent_.height),
              0.35F) {}

  void add(std::string name, const Film& film) {
    const int left = next_ % columns_ * cell_;
    const int top = next_ / columns_ * (cell_ + title);
    ++next_;
    std::ranges::transform(name, name.begin(), [](char c) {
      return c == '_' ? ' ' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    });
    phantom::imprint(grey_, extent_, phantom::lettered(name, 10), left + 4, top + 3, 1);
    place(film, left, top + title);
  }

  Radiograph finished() && { return {extent_, std::move(grey_)}; }

 private:
  float& at(int x, int y) {
    return grey_[static_cast<std::size_t>(y) * static_cast<std::size_t>(extent_.width) +
                 static_cast<std::size_t>(x)];
  }

  /// Each pixel of the sheet is the mean of what it covers; the greys are those between the film's
  /// 1st and 99th percentile where a deep film uses a small part of its range.
  void place(const Film& film, int left, int top) {
    const Extent extent = film.radiograph.extent();
    const double step = std::max(extent.width, extent.height) / (cell_ - 6.0);
    const int width = std::min(cell_ - 6, static_cast<int>(extent.width / step));
    const int height = std::min(cell_ - 6, static_cast<int>(extent.height / step));
    std::vector<float> shown(film.radiograph.grey().begin(), film.radiograph.grey().end());
    float black = 0;
    float white = 1;
    if (film.radiograph.acquisition().bits > 8) {
      std::ranges::sort(shown);
      black = shown[shown.size() / 100];
      white = std::max(black + 1e-6F, shown[shown.size() - 1 - shown.size() / 100]);
    }
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x)
        at(left + x, top + y) =
            std::clamp((mean(film.radiograph, x * step, y * step, step) - black) / (white - black),
                       0.0F, 1.0F);
    for (const Outline& outline : film.outlines)
      for (std::size_t i = 0; i < outline.corners.size(); ++i)
        dots(outline.corners[i], outline.corners[(i + 1) % outline.corners.size()], step, left, top,
             width, height);
  }

  static float mean(const Radiograph& radiograph, double x, double y, double step) {
    const Extent extent = radiograph.extent();
    const auto range = [&](double from, int limit) {
      const int first = std::min(static_cast<int>(from), limit - 1);
      return std::pair(first, std::clamp(static_cast<int>(from + step), first + 1, limit));
    };
    const auto [left, right] = range(x, extent.width);
    const auto [top, bottom] = range(y, extent.height);
    float sum = 0;
    for (int row = top; row < bottom; ++row)
      for (int column = left; column < right; ++column)
        sum += radiograph.row(row)[static_cast<std::size_t>(column)];
    return sum / static_cast<float>((right - left) * (bottom - top));
  }

  void dots(Point a, Point b, double step, int left, int top, int width, int height) {
    const double length = std::hypot(b.x - a.x, b.y - a.y) / step;
    for (int i = 0; i < length; i += 3) {
      const double share = i / length;
      const int x = static_cast<int>((a.x + (b.x - a.x) * share) / step);
      const int y = static_cast<int>((a.y + (b.y - a.y) * share) / step);
      if (x >= 0 && y >= 0 && x < width && y < height)
        at(left + x, top + y) = i % 2 == 0 ? 1.0F : 0.0F;
    }
  }

  int cell_;
  int columns_;
  Extent extent_;
  std::vector<float> grey_;
  int next_ = 0;
};

}  // namespace

Radiograph contact_sheet(const Film& film, const std::vector<Shift>& shifts, std::string_view key,
                         int cell) {
  Sheet sheet(static_cast<int>(shifts.size()) + 1, cell);
  sheet.add("as it is", film);
  for (const Shift& shift : shifts) sheet.add(std::string(shift.name), shifted(shift, film, key));
  return std::move(sheet).finished();
}

}  // namespace osteon
