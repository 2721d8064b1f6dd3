#include "osteon/train/sheet.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "osteon/radiograph/read.hpp"
#include "tests/scratch_folder.hpp"

namespace osteon {

TEST_CASE("an outline is drawn on its own image and nowhere else", "[train]") {
  const ScratchFolder scratch;
  const InputSpec input{.side = 64};
  // Black, as prepare() would have it.
  const std::vector<float> black(64 * 64, -input.subtract);
  const std::vector<SheetImage> images{
      {.pixels = black, .caption = "without", .outlines = {}},
      {.pixels = black, .caption = "with", .outlines = {outline_of({10, 10, 40, 40})}}};
  write_sheet(scratch / "sheet.png", input, images);
  const Radiograph sheet = read_radiograph(scratch / "sheet.png");
  const auto brightest = [&](int from) {
    float most = 0;
    for (int y = 4; y < 60; ++y)
      for (int x = from + 4; x < from + 60; ++x)
        most = std::max(most, sheet.row(y)[static_cast<std::size_t>(x)]);
    return most;
  };
  CHECK(brightest(2) < 0.05F);
  CHECK(brightest(2 + 64 + 2) > 0.3F);
}

}  // namespace osteon
