#include "osteon/cli/overlay_files.hpp"

#include <set>

#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"

using osteon::cli::overlay_files;
using Paths = std::vector<std::filesystem::path>;

TEST_CASE("a drawing is named after its radiograph", "[cli]") {
  CHECK(overlay_files(Paths{"films/a.dcm", "films/b"}, "out") == Paths{"out/a.png", "out/b.png"});
}

TEST_CASE("radiographs that share a name get their folder and ending into it", "[cli]") {
  CHECK(overlay_files(Paths{"left/x.png", "right/x.png", "y.png"}, "out") ==
        Paths{"out/left_x_png.png", "out/right_x_png.png", "out/y.png"});
  CHECK(overlay_files(Paths{"x.png", "x.dcm"}, "out") == Paths{"out/x_png.png", "out/x_dcm.png"});
}

TEST_CASE("of a deep path only what tells the radiographs apart is in the name", "[cli]") {
  CHECK(overlay_files(Paths{"/data/mura/p1/s1/x.png", "/data/mura/p2/s1/x.png"}, "out") ==
        Paths{"out/p1_s1_x_png.png", "out/p2_s1_x_png.png"});
}

TEST_CASE("no name is longer than file systems take", "[cli]") {
  const std::filesystem::path deep =
      std::filesystem::path(std::string(150, 'a')) / std::string(150, 'b');
  for (const auto& drawing : overlay_files(Paths{deep / "c" / "x.png", "x.png"}, "out"))
    CHECK(drawing.filename().native().size() < 256);
}

// One drawing over another would show a finding that belongs to somebody else.
TEST_CASE("no two radiographs are drawn onto one name", "[cli]") {
  const Paths awkward{"a/b/x.png", "a_b/x.png",  "a/b_x.png", "a/x.png",       "./a/x.png",
                      "a/x.png",   "../a/x.png", "/a/x.png",  "a_x_png.other", "a/x_png"};
  const auto drawings = overlay_files(awkward, "out");
  CHECK(drawings.size() == awkward.size());
  CHECK(std::set(drawings.begin(), drawings.end()).size() == awkward.size());
}

TEST_CASE("a drawing never replaces a radiograph", "[cli]") {
  CHECK_THROWS_WITH(overlay_files(Paths{"films/a.png"}, "films"),
                    Catch::Contains("would replace a radiograph"));
  CHECK_THROWS_WITH(overlay_files(Paths{"a.png"}, "."), Catch::Contains("--overlay"));
  CHECK_NOTHROW(overlay_files(Paths{"films/a.dcm"}, "films"));
}
