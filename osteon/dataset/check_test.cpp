#include "osteon/dataset/check.hpp"

#include <catch2/catch.hpp>

#include "osteon/base/file.hpp"
#include "osteon/phantom/phantom.hpp"
#include "osteon/radiograph/write.hpp"
#include "tests/scratch_folder.hpp"

using Catch::Contains;

namespace osteon {
namespace {

/// A manifest beside drawn films.
class Films {
 public:
  /// \param row  "part,label,patient,subset,boxes"
  void add(const std::string& name, const std::string& row) { text_ += name + "," + row + "\n"; }

  void draw(const std::string& name, std::uint64_t seed, const std::string& row) {
    const auto film = draw_phantom({.seed = seed, .extent = {128, 160}}).radiograph;
    if (name.ends_with(".jpg"))
      write_jpeg(folder / name, film, 60);
    else
      write_png(folder / name, film);
    add(name, row);
  }

  CheckReport check(int threads = 2) const {
    return check_dataset("csv:" + folder.write("films.csv", text_).string(), {.threads = threads});
  }

  ScratchFolder folder;

 private:
  std::string text_ = "path,part,label,patient,subset,boxes\n";
};

}  // namespace

TEST_CASE("sound films of different patients give nothing to complain of", "[dataset]") {
  Films films;
  films.draw("1.png", 1, "hand,fracture,p1,train,10 10 20 20");
  films.draw("2.png", 2, "hand,normal,p2,valid,");
  films.draw("3.jpg", 3, "hand,normal,p3,train,");
  const CheckReport report = films.check();
  CHECK(report.images == 3);
  CHECK(report.clean());
  CHECK_THAT(check_table(report), Contains("nothing found"));
}

TEST_CASE("files that are missing, damaged or end early are named", "[dataset]") {
  Films films;
  films.draw("sound.png", 1, "hand,fracture,p1,,");
  films.draw("half.png", 2, "hand,normal,p2,,");
  films.draw("half.jpg", 3, "hand,normal,p3,,");
  for (const char* name : {"half.png", "half.jpg"}) {
    const std::string whole = read_text(films.folder / name);
    films.folder.write(name, std::string_view(whole).substr(0, whole.size() / 2));
  }
  films.add("none.png", "hand,normal,p4,,");

  const CheckReport report = films.check();

  REQUIRE(report.unreadable.size() == 2);
  CHECK(report.unreadable[0].file == films.folder / "half.png");
  CHECK(report.unreadable[1].file == films.folder / "none.png");
  CHECK(report.truncated == std::vector<std::filesystem::path>{films.folder / "half.jpg"});
  CHECK_FALSE(report.clean());
}

TEST_CASE("one picture twice is found, with what is wrong about it", "[dataset]") {
  Films films;
  films.draw("1.png", 1, "hand,fracture,p1,train,");
  films.draw("other.png", 9, "hand,normal,p9,train,");
  SECTION("equal, in one group") {
    films.draw("2.png", 1, "hand,fracture,p1,train,");
    const auto copies = films.check().copies;
    REQUIRE(copies.size() == 1);
    CHECK(copies[0].exact);
    CHECK(copies[0].files ==
          std::vector<std::filesystem::path>{films.folder / "1.png", films.folder / "2.png"});
    CHECK_FALSE(copies[0].labels_differ);
    CHECK_FALSE(copies[0].across_subsets);
    CHECK_FALSE(copies[0].across_groups);
  }
  SECTION("looking alike, with another label") {
    films.draw("2.jpg", 1, "hand,normal,p1,train,");
    const auto copies = films.check().copies;
    REQUIRE(copies.size() == 1);
    CHECK_FALSE(copies[0].exact);
    CHECK(copies[0].labels_differ);
  }
  SECTION("looking alike, in another subset of another patient") {
    films.draw("2.jpg", 1, "hand,fracture,p2,valid,");
    const CheckReport report = films.check();
    REQUIRE(report.copies.size() == 1);
    CHECK(report.copies[0].across_subsets);
    CHECK(report.copies[0].across_groups);
    CHECK_THAT(check_table(report), Contains("across subsets, across groups"));
  }
  SECTION("looking alike, with one group and label: two views of one hand") {
    films.draw("2.jpg", 1, "hand,fracture,p1,train,");
    CHECK(films.check().clean());
  }
}

// A group may be a patient's name.
TEST_CASE("a patient in two subsets is told by number and files, never by name", "[dataset]") {
  Films films;
  films.draw("1.png", 1, "hand,fracture,DOE^JANE,train,");
  films.draw("2.png", 2, "hand,normal,DOE^JANE,train,");
  films.draw("3.png", 3, "hand,normal,DOE^JANE,valid,");
  films.draw("4.png", 4, "hand,normal,p2,valid,");

  const CheckReport report = films.check();

  REQUIRE(report.leaks.size() == 1);
  CHECK(report.leaks[0].images == std::map<std::string, std::size_t>{{"train", 2}, {"valid", 1}});
  CHECK(report.leaks[0].files ==
        std::vector<std::filesystem::path>{films.folder / "1.png", films.folder / "3.png"});
  CHECK_THAT(check_table(report), Contains("group 1: 2 in train, 1 in valid") && !Contains("DOE"));
  CHECK_THAT(check_json(report), Contains("groups_across_subsets") && !Contains("DOE"));
}

TEST_CASE("outlines outside their image or around a negative are named", "[dataset]") {
  Films films;
  films.draw("inside.png", 1, "hand,fracture,p1,,0 0 128 160");
  films.draw("outside.png", 2, "hand,fracture,p2,,100 100 30 20");
  films.draw("negative.png", 3, "hand,normal,p3,,10 10 20 20");
  const auto outlines = films.check().outlines;
  REQUIRE(outlines.size() == 2);
  CHECK(outlines[0].file == films.folder / "outside.png");
  CHECK_THAT(outlines[0].why, Contains("128 x 160"));
  CHECK(outlines[1].file == films.folder / "negative.png");
}

TEST_CASE("a check says the same whatever the threads", "[dataset]") {
  Films films;
  for (std::uint64_t i = 0; i < 12; ++i)
    films.draw(std::to_string(i) + ".png", i % 7,
               i % 2 == 0 ? "hand,fracture,p1,train," : "hand,normal,p2,valid,");
  const std::string alone = check_json(films.check(1));
  CHECK(check_json(films.check(2)) == alone);
  CHECK(check_json(films.check(5)) == alone);
}

}  // namespace osteon
