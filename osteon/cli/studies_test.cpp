#include "osteon/cli/studies.hpp"

#include <catch2/catch.hpp>

using namespace osteon;
using osteon::cli::Studies;

namespace {

FileReading view(const std::filesystem::path& file, double probability, const char* study = "") {
  FileReading read;
  read.file = file;
  read.study = Identity(study);
  read.reading = Reading{.finding = {.verdict = Verdict::none,
                                     .part = "hand",
                                     .part_probability = 0.9,
                                     .probability = probability,
                                     .thresholds = Thresholds{.sensitive = 0.3, .specific = 0.7}},
                         .heatmap = {},
                         .scores = {}};
  return read;
}

}  // namespace

TEST_CASE("views of one folder are one study, named after the folder", "[cli]") {
  Studies studies;
  studies.add(view("one/a.png", 0.2));
  studies.add(view("two/a.png", 0.9));
  studies.add(view("one/b.png", 0.4));
  const auto lines = studies.lines();
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].file == "one");
  CHECK(lines[0].views == std::vector<std::string>{"one/a.png", "one/b.png"});
  CHECK(*lines[0].finding.probability == Approx(0.3));
  CHECK(lines[1].file == "two");
}

TEST_CASE("what the file says of its study counts more than its folder", "[cli]") {
  Studies studies;
  studies.add(view("mixed/a.dcm", 0.1, "1.2.3"));
  studies.add(view("mixed/b.dcm", 0.1, "1.2.4"));
  studies.add(view("elsewhere/c.dcm", 0.1, "1.2.3"));
  studies.add(view("mixed/d.png", 0.1));
  const auto lines = studies.lines();
  REQUIRE(lines.size() == 3);
  CHECK(lines[0].file == "mixed/a.dcm");
  CHECK(lines[0].views == std::vector<std::string>{"mixed/a.dcm", "elsewhere/c.dcm"});
  CHECK(lines[1].views == std::vector<std::string>{"mixed/b.dcm"});
  CHECK(lines[2].views == std::vector<std::string>{"mixed/d.png"});
}

TEST_CASE("files of the current folder are a study too", "[cli]") {
  Studies studies;
  studies.add(view("a.png", 0.2));
  studies.add(view("b.png", 0.2));
  REQUIRE(studies.lines().size() == 1);
  CHECK(studies.lines()[0].file == ".");
}

// The Study Instance UID identifies a patient's visit: it groups, and is never shown.
TEST_CASE("the study's identifier is in no line", "[cli]") {
  Studies studies;
  studies.add(view("a.dcm", 0.1, "1.2.840.SECRET"));
  const Line line = studies.lines()[0];
  const Maker maker{"pack", "1", std::string(64, 'a'), "fp32"};
  CHECK_THAT(json_line(line, maker) + csv_row(line, maker) + table_row(line, 20, false),
             !Catch::Contains("SECRET"));
}

TEST_CASE("no views make no lines", "[cli]") { CHECK(Studies().lines().empty()); }
