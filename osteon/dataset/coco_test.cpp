#include "osteon/dataset/coco.hpp"

#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"
#include "tests/scratch_folder.hpp"

using Catch::Contains;

namespace osteon {

TEST_CASE("COCO polygons are kept with their corners, and boxes become polygons of four",
          "[dataset]") {
  const ScratchFolder folder;
  folder.write("a.json", R"({"images": [{"id": 7, "file_name": "set/a.jpg"}],
    "annotations": [
      {"image_id": 7, "bbox": [0, 0, 9, 9], "segmentation": [[1, 2, 5, 2, 5, 8, 1, 8.5]]},
      {"image_id": 7, "bbox": [10, 20, 30, 40], "segmentation": {"counts": [1], "size": [9, 9]}},
      {"image_id": 7, "bbox": [1, 1, 2, 2], "segmentation": []}]})");
  const auto outlines = read_coco(folder / "a.json");
  REQUIRE(outlines.size() == 1);
  const auto& of_a = outlines.at("set/a.jpg");
  REQUIRE(of_a.size() == 3);
  CHECK(of_a[0].corners.size() == 4);
  CHECK(of_a[0].corners[3].y == 8.5F);
  CHECK(bounds(of_a[0]).height == 6.5F);
  CHECK(bounds(of_a[1]).left == 10);
  CHECK(bounds(of_a[1]).height == 40);
}

TEST_CASE("a COCO file that breaks the rules is refused with the annotation", "[dataset]") {
  const ScratchFolder folder;
  folder.write("stray.json",
               R"({"images": [], "annotations": [{"image_id": 3, "bbox": [0,0,1,1]}]})");
  CHECK_THROWS_WITH(read_coco(folder / "stray.json"),
                    Contains("annotation 1") && Contains("image 3"));
  folder.write("box.json", R"({"images": [{"id": 3, "file_name": "a"}],
    "annotations": [{"image_id": 3, "bbox": [0,0,1]}]})");
  CHECK_THROWS_WITH(read_coco(folder / "box.json"), Contains("annotation 1"));
  folder.write("text.json", "boxes");
  CHECK_THROWS_WITH(read_coco(folder / "text.json"), Contains("not a COCO file"));
  CHECK_THROWS_AS(read_coco(folder / "none.json"), Error);
}

}  // namespace osteon
