#include <cstdlib>
#include <map>

#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"
#include "osteon/dataset/sources.hpp"
#include "tests/scratch_folder.hpp"

using Catch::Contains;

namespace osteon {
namespace {

constexpr std::string_view published_header =
    "image_id,hand,leg,hip,shoulder,mixed,hardware,multiscan,fractured,fracture_count,frontal,"
    "lateral,oblique\n";
constexpr std::string_view regions_header = "image_id,fractured,region,part,group\n";

Dataset open_with(const ScratchFolder& folder, std::string_view header, std::string_view rows) {
  folder.write("dataset.csv", std::string(header) + std::string(rows));
  return open_dataset("fracatlas:" + folder.path().string());
}

}  // namespace

TEST_CASE("FracAtlas as published gives a part from its flags and a file from its label",
          "[dataset]") {
  const ScratchFolder folder;
  folder.write("images/Fractured/a.jpg");
  const Dataset dataset = open_with(folder, published_header,
                                    "a.jpg,0,1,0,0,0,0,0,1,1,1,0,0\n"
                                    "b.jpg,1,0,0,0,0,0,0,0,0,1,0,0\n"
                                    "c.jpg,1,0,0,1,1,0,0,0,0,1,0,0\n"
                                    "d.jpg,0,1,1,0,1,0,0,0,0,1,0,0\n"
                                    "e.jpg,0,0,0,1,0,0,0,1,2,0,1,0\n");

  CHECK(dataset.target == "fracture");
  CHECK(dataset.licence == "CC BY 4.0");
  REQUIRE(dataset.entries.size() == 5);
  CHECK(dataset.entries[0].part == "leg");
  CHECK(dataset.entries[0].positive);
  CHECK(dataset.entries[0].file == folder / "images/Fractured/a.jpg");
  CHECK(dataset.entries[0].group == "a.jpg");
  CHECK(dataset.entries[0].subset.empty());
  CHECK(dataset.entries[1].part == "hand");
  CHECK_FALSE(dataset.entries[1].positive);
  CHECK(dataset.entries[1].file == folder / "images/Non_fractured/b.jpg");
  CHECK(dataset.entries[2].part == "shoulder");
  CHECK(dataset.entries[3].part == "hip");
  CHECK(dataset.entries[4].part == "shoulder");
}

TEST_CASE("FracAtlas with regions takes part, subset and group from its columns", "[dataset]") {
  const ScratchFolder folder;
  const Dataset dataset = open_with(folder, regions_header,
                                    "a.jpg,1,knee,train,7\n"
                                    "b.jpg,0,lower_leg,valid,8\n"
                                    "c.jpg,0,foot,,\n");

  REQUIRE(dataset.entries.size() == 3);
  CHECK(dataset.entries[0].part == "knee");
  CHECK(dataset.entries[0].subset == "train");
  CHECK(dataset.entries[0].group == "7");
  CHECK(dataset.entries[0].file == folder / "images/a.jpg");
  CHECK(dataset.entries[1].subset == "valid");
  CHECK(dataset.entries[2].group == "c.jpg");
  CHECK(dataset.entries[2].subset.empty());
}

TEST_CASE("FracAtlas's own columns are kept for subgroups", "[dataset]") {
  const ScratchFolder folder;
  folder.write("fractures.coco.json",
               R"({"images": [{"id": 1, "file_name": "a.jpg"}],
                   "annotations": [{"image_id": 1, "bbox": [1, 2, 3, 4]}]})");
  const Dataset dataset =
      open_with(folder, "image_id,hardware,multiscan,fractured,region,exposures,part,group\n",
                "a.jpg,1,0,1,knee,2,train,7\nb.jpg,0,1,0,knee,1,train,7\n");
  CHECK(dataset.columns == std::vector<std::string>{"hardware", "multiscan", "exposures"});
  CHECK(dataset.entries[0].values[column_named(dataset, "hardware")] == "1");
  CHECK(dataset.entries[0].values[column_named(dataset, "exposures")] == "2");
  CHECK(dataset.entries[1].values[column_named(dataset, "multiscan")] == "1");
  CHECK(dataset.entries[0].outlines.size() == 1);
  CHECK(dataset.entries[1].outlines.empty());
  CHECK_FALSE(dataset.entries[0].ungrouped);
}

TEST_CASE("a FracAtlas row that says nothing sure is refused with its line", "[dataset]") {
  const ScratchFolder folder;
  CHECK_THROWS_WITH(open_with(folder, regions_header, "a.jpg,1,knee,train,7\nb.jpg,2,knee,,\n"),
                    Contains("dataset.csv: line 3: fractured is '2', it must be 0 or 1"));
  CHECK_THROWS_WITH(open_with(folder, regions_header, "a.jpg,1,,train,7\n"),
                    Contains("line 2: no region"));
  CHECK_THROWS_WITH(open_with(folder, regions_header, "a.jpg,1,knee,exam,7\n"),
                    Contains("line 2: part is 'exam'") && Contains("valid"));
  CHECK_THROWS_WITH(open_with(folder, published_header, "a.jpg,0,0,0,0,0,0,0,1,1,1,0,0\n"),
                    Contains("line 2: none of shoulder, hip, leg and hand is set"));
}

TEST_CASE("the FracAtlas that Osteon is trained on has the counts that its notes state",
          "[dataset][data]") {
  const char* data = std::getenv("OSTEON_DATA");
  if (data == nullptr || *data == '\0') {
    WARN("skipped: OSTEON_DATA names no folder with the data");
    return;
  }
  struct Row {
    std::string part;
    int train_normal, train_fractured, valid_normal, valid_fractured;
  };
  const std::vector<Row> stated{
      {"hand", 317, 119, 73, 31}, {"elbow", 244, 126, 63, 32}, {"shoulder", 153, 22, 37, 5},
      {"hip", 175, 48, 38, 12},   {"knee", 610, 16, 146, 4},   {"lower_leg", 60, 63, 14, 16},
      {"ankle", 226, 23, 52, 6},  {"foot", 300, 16, 70, 5},
  };

  const Dataset dataset = open_dataset((std::filesystem::path(data) / "fracatlas").string());

  using Cell = std::tuple<std::string, std::string, bool>;
  std::map<Cell, int> counts;
  std::map<std::string, std::string> subset_of_group;
  for (const Entry& entry : dataset.entries) {
    ++counts[{entry.part, entry.subset, entry.positive}];
    const auto [group, fresh] = subset_of_group.try_emplace(entry.group, entry.subset);
    CHECK(group->second == entry.subset);
  }
  CHECK(counts.size() == 4 * stated.size());
  for (const Row& row : stated) {
    CAPTURE(row.part);
    CHECK(counts[{row.part, "train", false}] == row.train_normal);
    CHECK(counts[{row.part, "train", true}] == row.train_fractured);
    CHECK(counts[{row.part, "valid", false}] == row.valid_normal);
    CHECK(counts[{row.part, "valid", true}] == row.valid_fractured);
  }
  CHECK(std::filesystem::exists(dataset.entries.back().file));
}

}  // namespace osteon
