#include "osteon/train/curves.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "osteon/base/file.hpp"
#include "osteon/train/results.hpp"
#include "tests/scratch_folder.hpp"

namespace osteon {

TEST_CASE("a curve goes through its epochs and through nothing else", "[train]") {
  const ScratchFolder scratch;
  // Values that do not lie on a line, whose middle would be left out.
  for (std::int64_t epoch = 1; epoch <= 3; ++epoch) {
    const double value = 0.9 / static_cast<double>(epoch * epoch);
    append_results(scratch.path(), {"hand"},
                   {.epoch = epoch,
                    .losses = {value, 0.9 * value, 0.8 * value, 0.7 * value},
                    .accuracy = value,
                    .auroc = 0.9 * value,
                    .macro = 0.8 * value,
                    .by_part = {0.7 * value}});
  }
  draw_curves(scratch.path());
  const std::string svg = read_text(scratch / "curves.svg");

  // Curves and the pieces that head the list beside them are this wide, and nothing else is.
  const std::string style = "stroke-width:1.8;";
  int curves = 0;
  for (auto at = svg.find(style); at != std::string::npos; at = svg.find(style, at + 1)) {
    const auto begin = svg.find(" d=\"", at);
    const std::string path = svg.substr(begin, svg.find('"', begin + 4) - begin);
    const auto points = std::ranges::count(path, 'M') + std::ranges::count(path, 'L');
    CAPTURE(path);
    CHECK((points == 3 || points == 2));
    curves += points == 3 ? 1 : 0;
  }
  CHECK(curves == 8);  // four losses, three figures, one part
}

}  // namespace osteon
