// What DICOM calls the parts and the sides of the body.
#pragma once

#include <optional>
#include <string_view>

#include "osteon/radiograph/radiograph.hpp"

namespace osteon {

/// A body part as a SNOMED CT code of context group 4031 and as a word of PS3.16 annex L.
struct Region {
  std::string_view code;
  std::string_view meaning;
  std::string_view word;  ///< Body Part Examined
};

/// Null where the code is not in the table.
const Region* find_region_by_code(std::string_view code);
const Region* find_region_by_word(std::string_view word);

/// L, R or B; anything else, U for unpaired parts included, says nothing about the side.
std::optional<Laterality> side_of_letter(std::string_view letter);
/// From a code of context group 244, in SNOMED CT or in the older SNOMED RT.
std::optional<Laterality> side_of_code(std::string_view code);
/// Empty for none.
std::string_view letter_of(std::optional<Laterality> side);

}  // namespace osteon
