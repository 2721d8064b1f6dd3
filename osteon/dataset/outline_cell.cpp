#include "osteon/dataset/outline_cell.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "osteon/base/error.hpp"

namespace osteon {
namespace {

constexpr std::string_view syntax =
    "an outline is 'left top width height' or the corners of a polygon, 'x y x y x y', in pixels, "
    "with semicolons between outlines";

[[noreturn]] void fail(std::string_view outline, std::string_view why) {
  throw Error(ErrorCode::bad_argument, fmt::format("boxes: '{}' {}; {}", outline, why, syntax));
}

std::vector<float> numbers_in(std::string_view text) {
  std::vector<float> numbers;
  const char* at = text.data();
  const char* const end = at + text.size();
  for (;;) {
    at = std::find_if(at, end, [](char c) { return c != ' '; });
    if (at == end) return numbers;
    float number = 0;
    const auto [stop, error] = std::from_chars(at, end, number);
    if (error != std::errc() || !std::isfinite(number) || (stop != end && *stop != ' '))
      fail(text, "is not all numbers");
    numbers.push_back(number);
    at = stop;
  }
}

Outline outline_from(std::string_view text) {
  const std::vector<float> n = numbers_in(text);
  if (n.size() == 4) {
    if (!(n[2] > 0) || !(n[3] > 0)) fail(text, "is a box whose width or height is not above 0");
    return outline_of({.left = n[0], .top = n[1], .width = n[2], .height = n[3]});
  }
  if (n.size() < 6 || n.size() % 2 != 0) fail(text, fmt::format("has {} numbers", n.size()));
  Outline outline;
  for (std::size_t i = 0; i < n.size(); i += 2) outline.corners.push_back({n[i], n[i + 1]});
  return outline;
}

bool is_box(const Outline& outline) {
  const Outline box = outline_of(bounds(outline));
  return std::ranges::equal(outline.corners, box.corners,
                            [](Point a, Point b) { return a.x == b.x && a.y == b.y; });
}

}  // namespace

std::vector<Outline> outlines_in(std::string_view cell) {
  std::vector<Outline> outlines;
  while (!cell.empty()) {
    const auto piece = cell.substr(0, cell.find(';'));
    cell.remove_prefix(std::min(cell.size(), piece.size() + 1));
    if (piece.find_first_not_of(' ') != std::string_view::npos)
      outlines.push_back(outline_from(piece));
  }
  return outlines;
}

std::string outline_cell(const std::vector<Outline>& outlines) {
  std::string cell;
  for (const Outline& outline : outlines) {
    if (!cell.empty()) cell += "; ";
    if (is_box(outline)) {
      const Box box = bounds(outline);
      cell += fmt::format("{} {} {} {}", box.left, box.top, box.width, box.height);
    } else {
      std::string_view space;
      for (const Point corner : outline.corners) {
        cell += fmt::format("{}{} {}", space, corner.x, corner.y);
        space = " ";
      }
    }
  }
  return cell;
}

}  // namespace osteon
