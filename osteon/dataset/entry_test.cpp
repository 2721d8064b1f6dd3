#include "osteon/dataset/entry.hpp"

#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"
#include "tests/scratch_folder.hpp"

using Catch::Contains;

namespace osteon {

TEST_CASE("a plain path is opened as what lies there", "[dataset]") {
  const ScratchFolder folder;
  folder.write("folders/hand/fracture/1.png");
  folder.write("atlas/dataset.csv", "image_id,fractured,region\na.jpg,1,knee\n");
  const auto table = folder.write("table.csv", "path,part,label\n1.png,wrist,normal\n");

  CHECK(open_dataset((folder / "folders").string()).entries[0].part == "hand");
  CHECK(open_dataset((folder / "atlas").string()).entries[0].part == "knee");
  CHECK(open_dataset(table.string()).entries[0].part == "wrist");
}

TEST_CASE("what cannot be opened is refused with the kinds that there are", "[dataset]") {
  const ScratchFolder folder;
  const auto text = folder.write("notes.txt");
  CHECK_THROWS_WITH(open_dataset("mura2:x"),
                    Contains("'mura2'") && Contains("fracatlas:PATH") && Contains("csv:PATH"));
  CHECK_THROWS_WITH(open_dataset(text.string()), Contains("no dataset that is known"));
  CHECK_THROWS_WITH(open_dataset((folder / "none").string()), Contains("no such file or folder"));
  CHECK_THROWS_WITH(open_dataset("folder:" + (folder / "none").string()),
                    Contains("no such file or folder"));
  CHECK_THROWS_WITH(open_dataset("csv:" + folder.path().string()), Contains("cannot be opened"));
  CHECK_THROWS_WITH(open_dataset("fracatlas:" + folder.path().string()), Contains("dataset.csv"));
}

TEST_CASE("a subset that nobody is in is refused with those that there are", "[dataset]") {
  const Dataset dataset{.source = "five",
                        .target = "fracture",
                        .licence = {},
                        .entries = {{.file = "1.png", .subset = "train"},
                                    {.file = "2.png", .subset = "train"},
                                    {.file = "3.png", .subset = "valid"},
                                    {.file = "4.png"}}};
  CHECK(subset_of(dataset, "train").size() == 2);
  CHECK(subset_of(dataset, "").size() == 4);
  CHECK_THROWS_WITH(subset_of(dataset, "test"),
                    Contains("'test'") && Contains("train (2)") && Contains("none (1)"));
}

}  // namespace osteon
