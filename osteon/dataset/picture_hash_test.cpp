#include "osteon/dataset/picture_hash.hpp"

#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

#include "osteon/dataset/check.hpp"
#include "osteon/phantom/phantom.hpp"
#include "osteon/radiograph/read.hpp"
#include "osteon/radiograph/write.hpp"
#include "tests/scratch_folder.hpp"

namespace osteon {
namespace {

Radiograph film(std::string_view part, std::uint64_t seed) {
  return draw_phantom({.part = part, .seed = seed, .extent = {224, 272}}).radiograph;
}

Radiograph with(const Radiograph& film, float (*change)(float)) {
  std::vector<float> grey(film.grey().begin(), film.grey().end());
  std::ranges::transform(grey, grey.begin(), change);
  return {film.extent(), std::move(grey)};
}

/// Each square of four pixels as one.
Radiograph halved(const Radiograph& film) {
  const auto [width, height] = film.extent();
  std::vector<float> grey;
  for (int y = 0; y + 1 < height; y += 2)
    for (std::size_t x = 0; x + 1 < static_cast<std::size_t>(width); x += 2)
      grey.push_back(
          (film.row(y)[x] + film.row(y)[x + 1] + film.row(y + 1)[x] + film.row(y + 1)[x + 1]) / 4);
  return {{width / 2, height / 2}, std::move(grey)};
}

}  // namespace

TEST_CASE("a copy of a radiograph has nearly its code, and another radiograph has not",
          "[dataset]") {
  const ScratchFolder folder;
  const std::string part = GENERATE("hand", "knee", "hip");
  const Radiograph original = film(part, 1);
  const PictureHash code = picture_hash(original);

  write_jpeg(folder / "poor.jpg", original, 30);
  CHECK(distance(code, picture_hash(read_radiograph(folder / "poor.jpg"))) <= near_limit);
  CHECK(distance(code, picture_hash(halved(original))) <= near_limit);
  CHECK(distance(code, picture_hash(with(original, [](float v) { return 0.6F * v + 0.2F; }))) <=
        near_limit);
  CHECK(distance(code, picture_hash(film(part, 2))) > near_limit);
  CHECK(distance(code, picture_hash(film("foot", 1))) > near_limit);
}

TEST_CASE("the smallest and emptiest pictures have a code", "[dataset]") {
  const PictureHash grey = picture_hash({{50, 70}, std::vector<float>(3500, 0.4F)});
  CHECK(grey == PictureHash{});
  CHECK(distance(grey, picture_hash({{1, 1}, {1.0F}})) == 0);
  CHECK(distance(picture_hash({{2, 1}, {0.0F, 1.0F}}), picture_hash({{2, 1}, {1.0F, 0.0F}})) > 0);
}

}  // namespace osteon
