// Every figure of a shift says "the same films, only shifted": what is true of the pictures is held
// here.
#include "osteon/evaluate/shift/shifts.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"
#include "osteon/evaluate/shift/contact_sheet.hpp"
#include "osteon/phantom/phantom.hpp"

namespace {

using namespace osteon;

/// A dim phantom with a bright patch, outlined, away from the edges.
Film film_with_patch(Box patch = {90, 110, 18, 14}) {
  const Radiograph phantom =
      draw_phantom({.part = "knee", .seed = 4, .extent = {200, 250}, .label = false}).radiograph;
  std::vector<float> grey;
  for (const float value : phantom.grey()) grey.push_back(std::min(value, 0.9F) * 0.7F);
  for (int y = static_cast<int>(patch.top); y < static_cast<int>(patch.top + patch.height); ++y)
    for (int x = static_cast<int>(patch.left); x < static_cast<int>(patch.left + patch.width); ++x)
      grey[static_cast<std::size_t>(y) * 200 + static_cast<std::size_t>(x)] = 1;
  return {{phantom.extent(), std::move(grey)}, {outline_of(patch)}};
}

Shift shift_named(const std::string& name) {
  return shifts_named(std::vector<std::string>{name}).front();
}

Film after(const std::string& name, const Film& film) {
  return shifted(shift_named(name), film, "key");
}

std::string any_shift() {
  std::vector<std::string> names;
  for (const Shift& shift : shifts()) names.emplace_back(shift.name);
  return GENERATE_COPY(from_range(names));
}

bool same(const Film& a, const Film& b) {
  return a.radiograph.extent() == b.radiograph.extent() &&
         std::ranges::equal(a.radiograph.grey(), b.radiograph.grey());
}

/// The mean within the middle part of a box.
float mean_inside(const Film& film, const Box& box) {
  float sum = 0;
  int count = 0;
  for (int y = static_cast<int>(box.top + box.height * 0.25F);
       y < static_cast<int>(std::ceil(box.top + box.height * 0.75F)); ++y)
    for (int x = static_cast<int>(box.left + box.width * 0.25F);
         x < static_cast<int>(std::ceil(box.left + box.width * 0.75F)); ++x, ++count)
      sum += film.radiograph.row(y)[static_cast<std::size_t>(x)];
  return sum / static_cast<float>(count);
}

float percentile(const Film& film, double share) {
  std::vector<float> grey(film.radiograph.grey().begin(), film.radiograph.grey().end());
  std::ranges::sort(grey);
  return grey[static_cast<std::size_t>(share * static_cast<double>(grey.size() - 1))];
}

bool inside(const Box& box, Extent extent) {
  return box.left >= 0 && box.top >= 0 &&
         box.left + box.width <= static_cast<float>(extent.width) &&
         box.top + box.height <= static_cast<float>(extent.height);
}

}  // namespace

TEST_CASE("shifts have names of their own", "[shift]") {
  std::set<std::string_view> names;
  for (const Shift& shift : shifts()) names.insert(shift.name);
  CHECK(names.size() == shifts().size());
  CHECK(shifts().size() >= 20);
}

TEST_CASE("outlines move with the pixels, and nothing covers or cuts what they hold", "[shift]") {
  const std::string name = any_shift();
  const Box patch = GENERATE(Box{90, 110, 18, 14}, Box{4, 5, 16, 16}, Box{170, 200, 20, 30});
  CAPTURE(name, patch.left);
  const Film film = after(name, film_with_patch(patch));
  REQUIRE(film.outlines.size() == 1);
  const Box box = bounds(film.outlines.front());
  REQUIRE(inside(box, film.radiograph.extent()));
  CHECK(box.width >= 5);
  if (name == "inverted")
    CHECK(mean_inside(film, box) <= percentile(film, 0.02) + 0.01F);
  else if (name == "unwindowed_16_bit")
    CHECK(mean_inside(film, box) >= percentile(film, 0.95));
  else
    CHECK(mean_inside(film, box) >= std::min(0.93F, percentile(film, 0.95)) - 0.01F);
}

TEST_CASE("the same film and key give the same pixels, another key moves what is drawn by lot",
          "[shift]") {
  const std::string name = any_shift();
  CAPTURE(name);
  const Shift shift = shift_named(name);
  const Film film = film_with_patch();
  CHECK(same(shifted(shift, film, "a.png"), shifted(shift, film, "a.png")));
  const std::set<std::string> by_lot{"zoomed_1.5x",   "zoomed_2.5x",    "unwindowed_16_bit",
                                     "noise",         "black_border",   "white_border",
                                     "round_shutter", "angled_shutter", "markers"};
  CHECK(same(shifted(shift, film, "a.png"), shifted(shift, film, "b.png")) ==
        !by_lot.contains(name));
}

TEST_CASE("four quarter turns, two half turns and two mirrors lead back", "[shift]") {
  const std::string name = GENERATE("turned_90", "turned_180", "mirrored");
  const int times = name == "turned_90" ? 4 : 2;
  CAPTURE(name);
  const Film film = film_with_patch();
  Film turned = film;
  for (int i = 0; i < times; ++i) {
    turned = after(name, turned);
    if (i + 1 < times) CHECK_FALSE(same(turned, film));
  }
  CHECK(same(turned, film));
  const Box box = bounds(turned.outlines.front());
  CHECK(box.left == Approx(90));
  CHECK(box.top == Approx(110));
  CHECK(box.height == Approx(14));
}

TEST_CASE("a zoomed film is that much smaller, unless an outline needs more", "[shift]") {
  Film film = film_with_patch();
  film.outlines.clear();
  CHECK(after("zoomed_2.5x", film).radiograph.extent() == Extent{80, 100});
  CHECK(after("zoomed_1.5x", film).radiograph.extent().width == Approx(133).margin(1));
  film.outlines = {outline_of({20, 30, 160, 20})};
  const Film wide = after("zoomed_2.5x", film);
  CHECK(wide.radiograph.extent().width >= 160);
  CHECK(wide.radiograph.extent().height == 100);
}

TEST_CASE("what is seen from near is bone, not the air between two exposures nor blank paper",
          "[shift]") {
  // Two limbs side by side, of which the mean place lies in the air; or one beside a sheet of
  // paper.
  const bool paper = GENERATE(false, true);
  const std::string key = GENERATE("a", "b", "c", "d");
  CAPTURE(paper, key);
  constexpr Extent extent{300, 200};
  std::vector<float> grey(300 * 200, 0.05F);
  const auto lay = [&](int left, int right, float shade) {
    for (int y = 0; y < extent.height; ++y)
      for (int x = left; x < right; ++x)
        grey[static_cast<std::size_t>(y) * 300 + static_cast<std::size_t>(x)] =
            shade - 0.1F * static_cast<float>((x * 7 + y * 3) % 5) / 5;
  };
  lay(30, 70, 0.6F);
  if (paper)
    for (int y = 0; y < extent.height; ++y) std::fill_n(grey.begin() + y * 300 + 150, 150, 1.0F);
  else
    lay(230, 270, 0.6F);
  const Film near = shifted(shift_named("zoomed_2.5x"), {{extent, std::move(grey)}, {}}, key);
  const auto seen = near.radiograph.grey();
  const auto bone =
      std::ranges::count_if(seen, [](float value) { return value > 0.4F && value < 0.7F; });
  CHECK(static_cast<double>(bone) > 0.2 * static_cast<double>(seen.size()));
}

TEST_CASE("an unwindowed plate fills a small part of sixteen bits between dead pixels", "[shift]") {
  const Film plate = after("unwindowed_16_bit", film_with_patch());
  CHECK(plate.radiograph.acquisition().bits == 16);
  CHECK_FALSE(plate.radiograph.acquisition().window);
  CHECK(percentile(plate, 0.99) - percentile(plate, 0.01) < 0.07F);
  CHECK(percentile(plate, 0.99) - percentile(plate, 0.01) > 0.004F);
  CHECK(percentile(plate, 0) == 0);
  CHECK(percentile(plate, 1) == 1);
}

TEST_CASE("a window leaves as much contrast as it says", "[shift]") {
  const auto spread = [](const Film& film) {
    return percentile(film, 0.9) - percentile(film, 0.1);
  };
  const Film film = film_with_patch();
  CHECK(spread(after("wide_window", film)) < 0.3F * spread(film));
  CHECK(spread(after("narrow_window", film)) > 1.2F * spread(film));
}

TEST_CASE("the anatomy is kept and the empty margin goes", "[shift]") {
  // A bright limb in a broad dark margin.
  std::vector<float> grey(200 * 100, 0.03F);
  for (int y = 20; y < 80; ++y)
    for (int x = 120; x < 160; ++x)
      grey[static_cast<std::size_t>(y) * 200 + static_cast<std::size_t>(x)] = 0.5F;
  const Film film = after("cropped", {{{200, 100}, grey}, {}});
  CHECK(film.radiograph.extent().width == Approx(46).margin(4));
  CHECK(film.radiograph.extent().height == Approx(66).margin(4));
}

TEST_CASE("films of awkward sizes and without any picture can be shifted", "[shift]") {
  const std::string name = any_shift();
  const Extent extent =
      GENERATE(Extent{1, 1}, Extent{1, 90}, Extent{97, 1}, Extent{2, 3}, Extent{65, 64});
  const float shade = GENERATE(0.0F, 0.5F, 1.0F);
  CAPTURE(name, extent.width, extent.height, shade);
  const auto count =
      static_cast<std::size_t>(extent.width) * static_cast<std::size_t>(extent.height);
  const Film film = after(name, {{extent, std::vector<float>(count, shade)}, {}});
  CHECK(film.radiograph.extent().width >= 1);
  CHECK(film.radiograph.extent().height >= 1);
}

TEST_CASE("an unknown shift is refused with those there are; none means all", "[shift]") {
  CHECK_THROWS_WITH(shift_named("sideways"),
                    Catch::Contains("sideways") && Catch::Contains("turned_90"));
  CHECK(shifts_named({}).size() == shifts().size());
  const std::vector<std::string> two{"noise", "cropped"};
  const auto chosen = shifts_named(two);
  REQUIRE(chosen.size() == 2);
  CHECK(chosen.front().name == "cropped");
}

TEST_CASE("a contact sheet has a cell for each shift and the film as it is", "[shift]") {
  const Radiograph sheet = contact_sheet(film_with_patch(), shifts_named({}), "key", 100);
  CHECK(sheet.extent() == Extent{600, 4 * 120});
}
