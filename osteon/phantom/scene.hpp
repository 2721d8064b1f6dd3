// What lies on one film: a limb in a pose, turned, mirrored and to scale.
#pragma once

#include <cstddef>
#include <string>

#include "osteon/base/random.hpp"
#include "osteon/phantom/limbs.hpp"
#include "osteon/phantom/views.hpp"
#include "osteon/radiograph/radiograph.hpp"

namespace osteon::phantom {

struct Scene {
  Film film;
  Laterality side;
  std::string position;  ///< as DICOM's View Position has it
  Body body;
  std::size_t breakable;  ///< of what is inside the body, the bone that the seed would break
  Station site;           ///< where it would; always on the film
};

/// \param pose   decides everything but the site
/// \param where  decides the site
Scene lay_out(const Part& part, Extent extent, Random pose, Random where);

}  // namespace osteon::phantom
