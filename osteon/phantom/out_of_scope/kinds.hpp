// The kinds of out_of_scope.cpp's table, one function each; files hold what is related.
#pragma once

#include <vector>

#include "osteon/base/random.hpp"
#include "osteon/radiograph/radiograph.hpp"

namespace osteon::phantom {

// Radiographs of other parts.
std::vector<float> chest_frontal(Extent extent, Random& random);
std::vector<float> chest_lateral(Extent extent, Random& random);
std::vector<float> skull_frontal(Extent extent, Random& random);
std::vector<float> skull_lateral(Extent extent, Random& random);
std::vector<float> abdomen(Extent extent, Random& random);
std::vector<float> lumbar_spine_lateral(Extent extent, Random& random);
std::vector<float> teeth_panoramic(Extent extent, Random& random);
std::vector<float> breast(Extent extent, Random& random);

// Other ways to look into a body.
std::vector<float> ct_head(Extent extent, Random& random);
std::vector<float> ct_abdomen(Extent extent, Random& random);
std::vector<float> mr_head(Extent extent, Random& random);
std::vector<float> mr_spine(Extent extent, Random& random);
std::vector<float> ultrasound(Extent extent, Random& random);

// What a camera sees.
std::vector<float> landscape(Extent extent, Random& random);
std::vector<float> still_life(Extent extent, Random& random);
std::vector<float> leaves(Extent extent, Random& random);
std::vector<float> face(Extent extent, Random& random);
std::vector<float> street(Extent extent, Random& random);

// Paper and screens.
std::vector<float> printed_page(Extent extent, Random& random);
std::vector<float> filled_form(Extent extent, Random& random);
std::vector<float> plot(Extent extent, Random& random);
std::vector<float> screenshot(Extent extent, Random& random);

// Nothing at all.
std::vector<float> noise(Extent extent, Random& random);
std::vector<float> gradient(Extent extent, Random& random);
std::vector<float> clouds(Extent extent, Random& random);
std::vector<float> stripes(Extent extent, Random& random);
std::vector<float> cells(Extent extent, Random& random);

}  // namespace osteon::phantom
