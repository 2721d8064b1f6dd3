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

Radiograph film(std::string_view part, std::uint64_t seed, Extent extent = {224, 272}) {
  return draw_phantom({.part = part, .seed = seed, .extent = extent}).radiograph;
}

Radiograph with(const Radiograph& film, float (*change)(float)) {
  std::vector<float> grey(film.grey().begin(), film.grey().end());
  std::ranges::transform(grey, grey.begin(), change);
  return {film.extent(), std::move(grey)};
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
  CHECK(distance(code, picture_hash(film(part, 1, {112, 136}))) <= near_limit);
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
