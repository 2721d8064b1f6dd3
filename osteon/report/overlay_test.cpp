#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"
#include "osteon/report/drawing.hpp"
#include "osteon/report/example_lines.hpp"
#include "osteon/report/forms.hpp"
#include "tests/scratch_folder.hpp"

using namespace osteon;

namespace {

struct Colour {
  int red, green, blue;
};

/// A drawing read back.
class Picture {
 public:
  explicit Picture(const std::filesystem::path& file)
      : surface_(cairo_image_surface_create_from_png(file.c_str())) {
    REQUIRE(cairo_surface_status(surface_.get()) == CAIRO_STATUS_SUCCESS);
  }
  int width() const { return cairo_image_surface_get_width(surface_.get()); }
  int height() const { return cairo_image_surface_get_height(surface_.get()); }
  Colour at(int x, int y) const {
    const auto* line = reinterpret_cast<const std::uint32_t*>(
        cairo_image_surface_get_data(surface_.get()) +
        std::ptrdiff_t{y} * cairo_image_surface_get_stride(surface_.get()));
    const std::uint32_t pixel = line[x];
    return {static_cast<int>(pixel >> 16 & 0xFF), static_cast<int>(pixel >> 8 & 0xFF),
            static_cast<int>(pixel & 0xFF)};
  }

 private:
  Surface surface_;
};

bool is_grey(Colour c) { return c.red == c.green && c.green == c.blue; }

Radiograph uniform(Extent extent, float grey, Acquisition acquisition = {}) {
  const auto count =
      static_cast<std::size_t>(extent.width) * static_cast<std::size_t>(extent.height);
  return {extent, std::vector<float>(count, grey), acquisition};
}

Box quarter(Extent extent) {
  return {0, 0, static_cast<float>(extent.width) / 4, static_cast<float>(extent.height) / 4};
}

/// A reading whose heat is all in the top left quarter.
Reading reading(Verdict verdict, Extent extent) {
  return {.finding = example::found(verdict, 0.6).finding,
          .heatmap = Heatmap{.columns = 4,
                             .rows = 4,
                             .values = {9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
                             .area = {0, 0, static_cast<float>(extent.width),
                                      static_cast<float>(extent.height)},
                             .floor = 1},
          .boxes = {{quarter(extent), 0.6, true}, {{0, 0, 9, 9}, 0.1, false}},
          .scores = {}};
}

Picture drawn(const Radiograph& radiograph, const Reading& reading) {
  const ScratchFolder scratch;
  write_overlay(scratch / "drawing.png", radiograph, reading, example::maker());
  return Picture(scratch / "drawing.png");
}

}  // namespace

TEST_CASE("the warm veil lies where it speaks for the finding and nowhere else", "[report]") {
  const Extent extent{600, 600};
  const auto verdict = GENERATE(Verdict::present, Verdict::possible);
  const Picture picture = drawn(uniform(extent, 0.5F), reading(verdict, extent));
  const Colour hot = picture.at(75, 75);
  CHECK(hot.red > hot.blue + 20);
  for (const auto& [x, y] : {std::pair{590, 10}, {10, 590}, {590, 590}, {400, 300}})
    CHECK(is_grey(picture.at(x, y)));
}

// A picture that glows though nothing was found would contradict its own caption.
TEST_CASE("nothing is drawn over a radiograph in which nothing was found", "[report]") {
  const Extent extent{600, 600};
  const auto verdict = GENERATE(Verdict::none, Verdict::cannot_answer);
  const Picture picture = drawn(uniform(extent, 0.5F), reading(verdict, extent));
  for (int y = 0; y < extent.height; y += 7)
    for (int x = 0; x < extent.width; x += 7) REQUIRE(is_grey(picture.at(x, y)));
}

TEST_CASE("a possible finding is boxed in dashes, a present one in a whole line", "[report]") {
  const Extent extent{600, 600};
  const Box box = quarter(extent);
  const int right = static_cast<int>(box.left + box.width);
  const int bottom = static_cast<int>(box.top + box.height);
  // Along the right side of the box: how often the line changes between its colour and none.
  const auto changes = [&](const Picture& picture) {
    const auto bright = [&](int y) {
      const Colour c = picture.at(right, y);
      return c.red > 200 && c.red > c.blue + 100;
    };
    int count = 0;
    for (int y = 4; y < bottom - 4; ++y) count += bright(y) != bright(y + 1) ? 1 : 0;
    return count;
  };
  CHECK(changes(drawn(uniform(extent, 0.5F), reading(Verdict::present, extent))) == 0);
  CHECK(changes(drawn(uniform(extent, 0.5F), reading(Verdict::possible, extent))) >= 4);
}

TEST_CASE("the caption stands below the radiograph, which keeps its shape", "[report]") {
  const Picture picture = drawn(uniform({700, 900}, 1.0F), reading(Verdict::none, {700, 900}));
  CHECK(picture.width() == 700);
  CHECK(picture.height() > 900 + 40);
  CHECK(picture.at(0, 899).red == 255);
  CHECK(picture.at(0, 900).red < 64);
}

TEST_CASE("no drawing is too large to look at or too narrow to read, whatever the radiograph",
          "[report]") {
  const auto extent =
      GENERATE(Extent{1, 1}, Extent{1, 3000}, Extent{3000, 1}, Extent{64, 64}, Extent{100, 1601},
               Extent{5001, 333}, Extent{4000, 4000}, Extent{1600, 1600}, Extent{3199, 3201});
  CAPTURE(extent.width, extent.height);
  const Picture picture = drawn(uniform(extent, 0.5F), reading(Verdict::present, extent));
  CHECK(picture.width() >= 512);
  CHECK(picture.width() <= 1600);
  CHECK(picture.height() <= 1600 + 400);
}

TEST_CASE("a deep film is shown by its window, and without one by its own range", "[report]") {
  const Extent extent{600, 600};
  Acquisition deep;
  deep.bits = 12;
  deep.window = Window{.black = 0.1F, .white = 0.2F};
  CHECK(drawn(uniform(extent, 0.15F, deep), reading(Verdict::none, extent)).at(300, 300).red ==
        Approx(128).margin(1));

  deep.window.reset();
  std::vector<float> halves(360000, 0.10F);
  std::fill(halves.begin() + 180000, halves.end(), 0.12F);
  const Picture spread =
      drawn(Radiograph(extent, std::move(halves), deep), reading(Verdict::none, extent));
  CHECK(spread.at(300, 100).red < 10);
  CHECK(spread.at(300, 500).red > 245);
}

TEST_CASE("a drawing that cannot be written is an error that names the file", "[report]") {
  CHECK_THROWS_WITH(write_overlay("/nowhere/at/all/drawing.png", uniform({64, 64}, 0.5F),
                                  reading(Verdict::none, {64, 64}), example::maker()),
                    Catch::Contains("drawing.png"));
}
