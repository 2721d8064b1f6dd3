// What is exposed for each body part: which limb, where the film lies, and where it may break.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "osteon/phantom/limbs.hpp"
#include "osteon/radiograph/radiograph.hpp"

namespace osteon::phantom {

/// Where a bone often breaks: between two shares of the length of one of its tubes.
struct Site {
  std::string_view bone;
  double from, to;
  std::size_t tube = 0;
};

struct View {
  std::string_view position;           ///< as DICOM's View Position has it: AP, PA, LL
  Laterality side = Laterality::left;  ///< that is drawn; mirroring shows the other
  Body body;
  Point centre;         ///< of the field
  Point field_mm;       ///< width and height that must be seen
  double turn_degrees;  ///< how the limb lies on the plate
  std::vector<Site> sites;
};

struct Part {
  std::string_view name;
  std::string_view dicom_name;  ///< Body Part Examined, PS3.16 annex L
  View (*expose)(Random& pose);
};

std::span<const Part> parts();

}  // namespace osteon::phantom
