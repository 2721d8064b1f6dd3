#include <algorithm>

#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"
#include "osteon/dataset/sources.hpp"
#include "tests/scratch_folder.hpp"

using Catch::Contains;

namespace osteon {
namespace {

Dataset open(const ScratchFolder& folder, const std::string& below = "") {
  return open_dataset("folder:" + (folder / below).string());
}

}  // namespace

TEST_CASE("folders name subset, part, label, patient and study", "[dataset]") {
  const ScratchFolder folder;
  folder.write("train/Lower Leg/Fractured/p1/s1/a.png");
  folder.write("train/Lower Leg/Fractured/p1/s1/b.png");
  folder.write("train/Lower Leg/normal/p2/a.PNG");
  folder.write("val/hand/no_fracture/1.dcm");
  folder.write("val/hand/FRACTURE/2.jpeg");

  const Dataset dataset = open(folder);

  CHECK(dataset.target == "fracture");
  REQUIRE(dataset.entries.size() == 5);
  const Entry& first = dataset.entries[0];
  const Entry& second = dataset.entries[1];
  CHECK(first.file == folder / "train/Lower Leg/Fractured/p1/s1/a.png");
  CHECK(first.part == "lower_leg");
  CHECK(first.positive);
  CHECK(first.subset == "train");
  CHECK(first.group == "p1");
  CHECK_FALSE(first.ungrouped);
  CHECK(first.study == second.study);
  CHECK_FALSE(dataset.entries[2].positive);
  CHECK(dataset.entries[2].group == "p2");
  CHECK(dataset.entries[3].positive);
  CHECK(dataset.entries[3].subset == "valid");
  CHECK(dataset.entries[3].group == "2.jpeg");
  CHECK(dataset.entries[3].ungrouped);
  CHECK_FALSE(dataset.entries[4].positive);
}

TEST_CASE("without part folders the dataset's own name is the part", "[dataset]") {
  const ScratchFolder folder;
  folder.write("Wrist/positive/1.png");
  folder.write("Wrist/negative/2.png");
  folder.write("Wrist/test/negative/3.png");
  const std::string below = GENERATE("Wrist", "Wrist/", "Wrist/.");
  CAPTURE(below);

  const Dataset dataset = open(folder, below);

  CHECK(dataset.target == "abnormal");
  REQUIRE(dataset.entries.size() == 3);
  for (const Entry& entry : dataset.entries) CHECK(entry.part == "wrist");
  CHECK(dataset.entries[0].subset.empty());
  CHECK(dataset.entries[2].subset == "test");
}

// Two patients' first images are both called 1.png; they are not views of one study.
TEST_CASE("files of one name in two patients are two studies", "[dataset]") {
  const ScratchFolder folder;
  folder.write("hand/fracture/p1/1.png");
  folder.write("hand/fracture/p2/1.png");
  const Dataset dataset = open(folder);
  CHECK(dataset.entries[0].study != dataset.entries[1].study);
}

TEST_CASE("entries come in the order of their paths, one by one", "[dataset]") {
  const ScratchFolder folder;
  for (const char* file : {"b/fracture/2.png", "a/normal/p1/1.png", "a/normal/0.png",
                           "a-1/fracture/1.png", "b/fracture/10.png"})
    folder.write(file);
  const auto entries = open_entries("folder:" + folder.path().string());
  std::vector<std::filesystem::path> files;
  while (const auto entry = entries->next()) files.push_back(entry->file);
  CHECK(files.size() == 5);
  CHECK(std::ranges::is_sorted(files));
  CHECK_FALSE(entries->next());
}

TEST_CASE("what is no radiograph by its name is passed over", "[dataset]") {
  const ScratchFolder folder;
  folder.write("hand/fracture/1.png");
  folder.write("hand/fracture/.2.png");
  folder.write("hand/fracture/Thumbs.db");
  folder.write("README.txt");
  CHECK(open(folder).entries.size() == 1);
}

TEST_CASE("a folder that cannot be understood is refused with the file and the words",
          "[dataset]") {
  const ScratchFolder folder;
  SECTION("an image outside the labels") {
    folder.write("hand/broken/1.png");
    CHECK_THROWS_WITH(open(folder), Contains("hand/broken/1.png") && Contains("no_fracture"));
  }
  SECTION("more folders above the label than a subset and a part") {
    folder.write("set1/hand/fracture/1.png");
    CHECK_THROWS_WITH(open(folder), Contains("set1/hand/fracture/1.png") && Contains("too many"));
  }
  SECTION("labels that mean two things") {
    folder.write("hand/fracture/1.png");
    folder.write("knee/abnormal/1.png");
    CHECK_THROWS_WITH(open(folder), Contains("only one of them"));
  }
  SECTION("nothing in it") { CHECK_THROWS_WITH(open(folder), Contains("no labelled radiograph")); }
}

}  // namespace osteon
