// Outlines as the `boxes` cell of a manifest writes them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "osteon/radiograph/outline.hpp"

namespace osteon {

/// Outlines with semicolons between them, in pixels: four numbers are a box (left top width
/// height), six or more the corners of a polygon (x y x y x y …). An empty cell has none. \throws
/// Error(bad_argument) with the outline that is wrong and what is allowed
std::vector<Outline> outlines_in(std::string_view cell);

/// The cell that outlines_in() reads as these.
std::string outline_cell(const std::vector<Outline>& outlines);

}  // namespace osteon
