// One film in every shift, side by side, to see what the shifts are like.
#pragma once

#include <vector>

#include "osteon/evaluate/shift/shifts.hpp"

namespace osteon {

/// The film as it is and in each shift, each with its name above and its outlines drawn in.
/// \param cell  side of the square that each is fitted into, in pixels
Radiograph contact_sheet(const Film& film, const std::vector<Shift>& shifts, std::string_view key,
                         int cell = 280);

}  // namespace osteon
