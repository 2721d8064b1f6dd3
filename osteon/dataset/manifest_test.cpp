#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"
#include "osteon/dataset/sources.hpp"
#include "tests/scratch_folder.hpp"

using Catch::Contains;

namespace osteon {
namespace {

Dataset open(const ScratchFolder& folder, std::string_view text) {
  return open_dataset("csv:" + folder.write("wrists.csv", text).string());
}

}  // namespace

TEST_CASE("a table names every radiograph's part, label, patient, study and subset", "[dataset]") {
  const ScratchFolder folder;
  const Dataset dataset = open(folder,
                               "label,path,part,patient,study,subset\n"
                               "Fracture,images/1.png,Lower Leg,anna,1,train\n"
                               "normal,/elsewhere/2.png,wrist,bert,1,VALIDATION\n"
                               "no fracture,3.png,wrist,,,\n");

  CHECK(dataset.source == "wrists");
  CHECK(dataset.target == "fracture");
  REQUIRE(dataset.entries.size() == 3);
  const auto& [first, second, third] =
      std::tie(dataset.entries[0], dataset.entries[1], dataset.entries[2]);
  CHECK(first.file == folder / "images/1.png");
  CHECK(first.part == "lower_leg");
  CHECK(first.positive);
  CHECK(first.group == "anna");
  CHECK(first.subset == "train");
  CHECK(second.file == "/elsewhere/2.png");
  CHECK(second.study != first.study);
  CHECK(second.subset == "valid");
  CHECK_FALSE(third.positive);
  CHECK(third.group == "3.png");
  CHECK(third.subset.empty());
}

TEST_CASE("group and split are other names for patient and subset", "[dataset]") {
  const ScratchFolder folder;
  const Dataset dataset = open(folder,
                               "path,part,label,group,split\n"
                               "1.png,wrist,abnormal,g,test\n");
  CHECK(dataset.target == "abnormal");
  CHECK(dataset.entries[0].group == "g");
  CHECK(dataset.entries[0].subset == "test");
}

TEST_CASE("a table's mistake is named with its line, its value and what is allowed", "[dataset]") {
  const ScratchFolder folder;
  CHECK_THROWS_WITH(open(folder, "path,part,label\n1.png,wrist,normal\n2.png,wrist,maybe\n"),
                    Contains("wrists.csv: line 3: label is 'maybe'") && Contains("fractured"));
  CHECK_THROWS_WITH(open(folder, "path,part,label,split\n1.png,wrist,normal,fold3\n"),
                    Contains("line 2: subset is 'fold3'") && Contains("train"));
  CHECK_THROWS_WITH(open(folder, "path,part,label\n,wrist,normal\n"),
                    Contains("line 2: path is empty"));
  CHECK_THROWS_WITH(open(folder, "path,label\n1.png,normal\n"),
                    Contains("'part'") && Contains("path, label"));
  CHECK_THROWS_WITH(open(folder, "path,part,label\n1.png,a,positive\n2.png,a,fracture\n"),
                    Contains("only one of them"));
  CHECK_THROWS_WITH(open(folder, "path,part,label\n"), Contains("no labelled radiograph"));
}

TEST_CASE("boxes are outlines, and what further columns say is kept for subgroups", "[dataset]") {
  const ScratchFolder folder;
  const Dataset dataset = open(folder,
                               "path,view,part,label,boxes,hardware\n"
                               "1.png,frontal,wrist,fracture,10 20 30 40; 1 2 5 2 5 8,\n"
                               "2.png,,wrist,normal,,cast\n");
  CHECK(dataset.columns == std::vector<std::string>{"view", "hardware"});
  REQUIRE(dataset.entries[0].outlines.size() == 2);
  CHECK(bounds(dataset.entries[0].outlines[0]).width == 30);
  CHECK(dataset.entries[0].outlines[1].corners.size() == 3);
  CHECK(dataset.entries[1].outlines.empty());
  CHECK(dataset.entries[0].values[column_named(dataset, "view")] == "frontal");
  CHECK(dataset.entries[0].values[column_named(dataset, "hardware")].empty());
  CHECK(dataset.entries[1].values[1] == "cast");
  CHECK_THROWS_WITH(column_named(dataset, "hardwear"),
                    Contains("'hardwear'") && Contains("view, hardware"));
  CHECK_THROWS_WITH(open(folder, "path,part,label,boxes\n1.png,a,fracture,1 2 3\n"),
                    Contains("line 2: boxes: '1 2 3' has 3 numbers"));
}

TEST_CASE("a COCO file beside the table gives the outlines that the table does not", "[dataset]") {
  const ScratchFolder folder;
  const auto coco = [&](const std::string& name, int left) {
    const std::string at = std::to_string(left);
    folder.write(name, R"({"images": [{"id": 1, "file_name": "1.png"}, {"id": 2, "file_name":
      "2.png"}], "annotations": [{"image_id": 1, "bbox": [)" +
                           at + R"(, 2, 3, 4]},
      {"image_id": 2, "bbox": [)" +
                           at + R"(, 2, 3, 4]}]})");
  };
  const auto left_of = [](const Entry& entry) { return bounds(entry.outlines.at(0)).left; };
  const std::string table = "path,part,label,boxes\n1.png,a,fracture,9 9 9 9\n2.png,a,fracture,\n";
  coco("any.coco.json", 1);
  Dataset dataset = open(folder, table);
  CHECK(left_of(dataset.entries[0]) == 9);
  CHECK(left_of(dataset.entries[1]) == 1);
  coco("other.coco.json", 2);
  CHECK_THROWS_WITH(open(folder, table),
                    Contains("any.coco.json, other.coco.json") && Contains("wrists.coco.json"));
  coco("wrists.coco.json", 3);
  dataset = open(folder, table);
  CHECK(left_of(dataset.entries[1]) == 3);
}

// The patient column may hold names; no message may repeat one.
TEST_CASE("no message repeats a patient", "[dataset]") {
  const ScratchFolder folder;
  CHECK_THROWS_WITH(open(folder, "path,part,label,patient\n1.png,wrist,maybe,DOE^JANE\n"),
                    !Contains("DOE"));
}

}  // namespace osteon
