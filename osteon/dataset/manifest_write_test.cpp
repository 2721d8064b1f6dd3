#include "osteon/dataset/manifest_write.hpp"

#include <sstream>

#include <catch2/catch.hpp>

#include "osteon/dataset/entry_reader.hpp"
#include "osteon/dataset/outline_cell.hpp"
#include "tests/scratch_folder.hpp"

namespace osteon {
namespace {

Dataset written_and_read(const ScratchFolder& folder, const Dataset& dataset,
                         const std::string& name = "split.csv") {
  std::ostringstream out;
  ManifestWriter writer(out, folder.path(), dataset);
  for (const Entry& entry : dataset.entries) writer.write(entry);
  return open_dataset("csv:" + folder.write(name, out.str()).string());
}

}  // namespace

TEST_CASE("what is written as a manifest is read as it was", "[dataset]") {
  const ScratchFolder folder;
  const std::string target = GENERATE("fracture", "abnormal");
  Dataset dataset{.source = "split", .target = target, .columns = {"hardware", "view, as told"}};
  dataset.entries = {{.file = folder / "films/1.png",
                      .part = "lower_leg",
                      .positive = true,
                      .group = "DOE^JANE, 1",
                      .study = "DOE^JANE, 1/s1",
                      .subset = "train",
                      .outlines = outlines_in("1 2 3 4; 1 2 5 2 5 8")},
                     {.file = "/elsewhere/2.png",
                      .part = "hand",
                      .group = "/elsewhere/2.png",
                      .study = "2",
                      .subset = "",
                      .ungrouped = true}};
  dataset.entries[0].values.push_back("cast");
  dataset.entries[0].values.push_back("a \"b\", c");
  dataset.entries[1].values.push_back("");
  dataset.entries[1].values.push_back("x");

  const Dataset read = written_and_read(folder, dataset);

  CHECK(read.target == target);
  CHECK(read.columns == dataset.columns);
  REQUIRE(read.entries.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    const Entry& was = dataset.entries[i];
    const Entry& is = read.entries[i];
    CAPTURE(i);
    CHECK(is.file == was.file);
    CHECK(is.part == was.part);
    CHECK(is.positive == was.positive);
    CHECK(is.group == was.group);
    CHECK(is.subset == was.subset);
    CHECK(is.ungrouped == was.ungrouped);
    CHECK(is.values == was.values);
    CHECK(outline_cell(is.outlines) == outline_cell(was.outlines));
  }
  CHECK(read.entries[0].study == dataset.entries[0].study);
}

TEST_CASE("images below the manifest are named from there, so that both can be moved together",
          "[dataset]") {
  const ScratchFolder folder;
  Dataset dataset{.source = "a", .target = "fracture"};
  dataset.entries = {{.file = folder / "deep/../films/1.png", .part = "hand"},
                     {.file = folder.path().parent_path() / "2.png", .part = "hand"}};
  std::ostringstream out;
  ManifestWriter writer(out, folder.path(), dataset);
  for (const Entry& entry : dataset.entries) writer.write(entry);
  CHECK_THAT(out.str(), Catch::Contains("\nfilms/1.png,"));
  CHECK_THAT(out.str(), Catch::Contains("\n" + (folder.path().parent_path() / "2.png").string()));
}

TEST_CASE("a source's column that is called like one of the manifest's gets another name",
          "[dataset]") {
  const ScratchFolder folder;
  Dataset dataset{.source = "a", .target = "fracture", .columns = {"label"}};
  dataset.entries = {{.file = folder / "1.png", .part = "hand"}};
  dataset.entries[0].values.push_back("old");
  const Dataset read = written_and_read(folder, dataset);
  CHECK(read.columns == std::vector<std::string>{"source_label"});
  CHECK(read.entries[0].values[0] == "old");
}

}  // namespace osteon
