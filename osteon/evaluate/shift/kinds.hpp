// The functions of shifts.cpp's table; files hold what is related.
#pragma once

#include "osteon/evaluate/shift/shifts.hpp"

namespace osteon::shift {

// Which part of the film, and which way up. Pixels move whole.
Film cropped(const Film& film, Random& random);
/// About the anatomy, and as far from its middle as it takes to keep every outline whole; where an
/// outline is larger than the window, the window grows.
Film zoomed(const Film& film, double times, Random& random);
Film turned_90(const Film& film, Random& random);
Film mirrored(const Film& film, Random& random);

// Grey scales, each rounded to the depth that a file would have.
Film inverted(const Film& film, Random& random);
Film with_gamma(const Film& film, double gamma);
Film narrow_window(const Film& film, Random& random);
Film wide_window(const Film& film, Random& random);
Film unwindowed(const Film& film, Random& random);

// Quality.
Film noisy(const Film& film, Random& random);
Film blurred(const Film& film, Random& random);
Film halved(const Film& film, Random& random);
Film jpeg_30(const Film& film, Random& random);

// What lies around and on the film. Outlines stay uncovered.
Film bordered(const Film& film, float grey, Random& random);
Film round_shutter(const Film& film, Random& random);
Film angled_shutter(const Film& film, Random& random);
Film with_markers(const Film& film, Random& random);

}  // namespace osteon::shift
