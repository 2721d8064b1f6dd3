#include "osteon/radiograph/grey_rows.hpp"

#include <fmt/format.h>

#include "osteon/base/error.hpp"

namespace osteon {
namespace {

constexpr double most_colour = 0.1;

}  // namespace

double GreyOfColour::colourfulness() const {
  return light_ == 0 ? 0 : static_cast<double>(coloured_) / static_cast<double>(light_);
}

void GreyOfColour::refuse_photograph(std::string_view format) const {
  if (colourfulness() <= most_colour) return;
  throw Error(ErrorCode::not_a_radiograph,
              fmt::format("the {} is a colour picture: {:.0f} % of its light is coloured, and a "
                          "radiograph has at most {:.0f} %; give the radiograph itself",
                          format, 100 * colourfulness(), 100 * most_colour));
}

}  // namespace osteon
