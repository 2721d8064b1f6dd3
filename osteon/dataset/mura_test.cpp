#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"
#include "osteon/dataset/sources.hpp"
#include "osteon/phantom/phantom.hpp"
#include "osteon/radiograph/read.hpp"
#include "osteon/radiograph/write.hpp"
#include "tests/scratch_folder.hpp"

using Catch::Contains;

namespace osteon {
namespace {

constexpr std::string_view elbow = "train/XR_ELBOW/patient00001/study1_positive/image1.png";
constexpr std::string_view elbow_2 = "train/XR_ELBOW/patient00001/study1_positive/image2.png";
constexpr std::string_view wrist = "train/XR_WRIST/patient00001/study2_negative/image1.png";
constexpr std::string_view valid = "valid/XR_WRIST/patient11185/study1_negative/image1.png";

/// Drawn films, laid out as MURA's.
void write_mura(const ScratchFolder& folder) {
  std::uint64_t seed = 1;
  for (const std::string_view film : {elbow, elbow_2, wrist, valid}) {
    std::filesystem::create_directories((folder / film).parent_path());
    write_png(folder / film,
              draw_phantom({.part = "elbow", .seed = seed++, .extent = {64, 80}}).radiograph);
  }
}

Dataset open(const ScratchFolder& folder) { return open_dataset(folder.path().string()); }

}  // namespace

TEST_CASE("MURA's folders name subset, part, patient, study and label", "[dataset]") {
  const ScratchFolder folder;
  write_mura(folder);
  folder.write("train/XR_ELBOW/patient00001/study1_positive/._image1.png");

  const Dataset dataset = open(folder);

  CHECK(dataset.source == "MURA");
  CHECK(dataset.target == "abnormal");
  REQUIRE(dataset.entries.size() == 4);
  const Entry& first = dataset.entries[0];
  CHECK(first.file == folder / elbow);
  CHECK(read_radiograph(first.file).extent() == Extent{64, 80});
  CHECK(first.part == "elbow");
  CHECK(first.positive);
  CHECK(first.subset == "train");
  CHECK(first.group == "patient00001");
  CHECK(first.study == dataset.entries[1].study);
  CHECK_FALSE(first.ungrouped);
  // The same person's wrist is another study of the same group.
  CHECK(dataset.entries[2].part == "wrist");
  CHECK_FALSE(dataset.entries[2].positive);
  CHECK(dataset.entries[2].group == first.group);
  CHECK(dataset.entries[2].study != first.study);
  CHECK(dataset.entries[3].subset == "valid");
}

TEST_CASE("MURA's tables say which images there are and what each study's label is", "[dataset]") {
  const ScratchFolder folder;
  write_mura(folder);
  folder.write("train_image_paths.csv",
               "MURA-v1.1/" + std::string(elbow_2) + "\r\nMURA-v1.1/" + std::string(wrist) + "\n");
  folder.write("train_labeled_studies.csv",
               "MURA-v1.1/train/XR_ELBOW/patient00001/study1_positive/,1\n"
               "MURA-v1.1/train/XR_WRIST/patient00001/study2_negative/,0\n");

  const Dataset dataset = open(folder);

  REQUIRE(dataset.entries.size() == 3);
  CHECK(dataset.entries[0].file == folder / elbow_2);
  CHECK(dataset.entries[0].positive);
  CHECK(dataset.entries[1].file == folder / wrist);
  CHECK_FALSE(dataset.entries[1].positive);
  CHECK(dataset.entries[2].file == folder / valid);
}

// Every MURA study calls its first image image1.png.
TEST_CASE("outlines beside MURA belong to the image at the end of whose path they are",
          "[dataset]") {
  const ScratchFolder folder;
  write_mura(folder);
  const auto coco = [&](std::string_view name) {
    folder.write("boxes.coco.json",
                 R"({"images": [{"id": 1, "file_name": ")" + std::string(name) +
                     R"("}], "annotations": [{"image_id": 1, "bbox": [1, 2, 3, 4]}]})");
  };
  coco("XR_WRIST/patient00001/study2_negative/image1.png");
  const Dataset dataset = open(folder);
  CHECK(dataset.entries[0].outlines.empty());
  CHECK(dataset.entries[2].outlines.size() == 1);
  CHECK(dataset.entries[3].outlines.empty());
  coco("image1.png");
  CHECK_THROWS_WITH(open(folder), Contains("'image1.png' is the end of two images' paths"));
}

TEST_CASE("a MURA that contradicts itself is refused with the study or the line", "[dataset]") {
  const ScratchFolder folder;
  write_mura(folder);
  SECTION("folder and table") {
    folder.write("valid_labeled_studies.csv",
                 "MURA-v1.1/valid/XR_WRIST/patient11185/study1_negative/,1\n");
    CHECK_THROWS_WITH(open(folder), Contains("study1_negative") && Contains("different labels"));
  }
  SECTION("a study that the table leaves out") {
    folder.write("valid_labeled_studies.csv",
                 "MURA-v1.1/valid/XR_WRIST/patient11186/study1_negative/,0\n");
    CHECK_THROWS_WITH(open(folder), Contains("not in the table"));
  }
  SECTION("a table that is none") {
    folder.write("valid_labeled_studies.csv", "study,label\n");
    CHECK_THROWS_WITH(open(folder), Contains("valid_labeled_studies.csv: line 1"));
  }
  SECTION("a folder without a label") {
    folder.write("valid/XR_HAND/patient11185/study1/image1.png");
    CHECK_THROWS_WITH(open(folder), Contains("neither _positive nor _negative"));
  }
  SECTION("an image in the wrong place") {
    folder.write("valid/XR_HAND/image1.png");
    CHECK_THROWS_WITH(open(folder), Contains("valid/XR_HAND/image1.png") && Contains("layout"));
  }
}

}  // namespace osteon
