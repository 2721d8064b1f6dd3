#include "osteon/dataset/info.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "osteon/phantom/phantom.hpp"
#include "osteon/radiograph/write.hpp"
#include "tests/scratch_folder.hpp"

using Catch::Contains;

namespace osteon {
namespace {

std::string films_in(const ScratchFolder& folder) {
  for (std::uint64_t i = 1; i <= 3; ++i)
    write_png(folder / (std::to_string(i) + ".png"),
              draw_phantom({.seed = i, .extent = {64, i == 3 ? 96 : 80}}).radiograph,
              i == 3 ? 16 : 8);
  folder.write("4.png", "no image");
  const auto file = folder.write("films.csv",
                                 "path,part,label,patient,study,subset,boxes,hardware\n"
                                 "1.png,hand,fracture,DOE^JANE,s,train,1 2 3 4; 5 6 7 8,cast\n"
                                 "2.png,hand,normal,DOE^JANE,s,train,,none\n"
                                 "3.png,knee,normal,p2,s,valid,,none\n"
                                 "4.png,knee,normal,,,valid,,none\n");
  return "csv:" + file.string();
}

}  // namespace

TEST_CASE("a dataset is counted by part, label and subset, and its images by size and depth",
          "[dataset]") {
  const ScratchFolder folder;
  const DatasetInfo info = dataset_info(films_in(folder));
  CHECK(info.images == 4);
  CHECK(info.studies == 3);
  CHECK(info.groups == 3);
  CHECK(info.ungrouped == 1);
  CHECK(info.outlines == 2);
  CHECK(info.outlined == 1);
  CHECK(info.labels.at({"hand", "train"}) == std::array<std::size_t, 2>{1, 1});
  CHECK(info.labels.at({"knee", "valid"}) == std::array<std::size_t, 2>{2, 0});
  CHECK(info.column_values == std::vector<std::size_t>{2});
  CHECK(info.sizes.at({64, 80}) == 2);
  CHECK(info.sizes.at({64, 96}) == 1);
  CHECK(info.bits.at(8) == 2);
  CHECK(info.bits.at(16) == 1);
  REQUIRE(info.unusable.size() == 1);
  CHECK(info.unusable[0].file == folder / "4.png");
}

TEST_CASE("table and JSON say what was counted, and name nobody", "[dataset]") {
  const ScratchFolder folder;
  const DatasetInfo info = dataset_info(films_in(folder));
  CHECK_THAT(info_table(info), Contains("4 images, 3 studies, 3 groups") &&
                                   Contains("hardware (2)") && Contains("64 x 80 (2)") &&
                                   !Contains("DOE") && !Contains("cast"));
  const auto json = nlohmann::json::parse(info_json(info));
  CHECK(json.at("labels").size() == 2);
  CHECK(json.at("sizes").at(0).at("images") == 2);
  CHECK_THAT(json.dump(), !Contains("DOE") && !Contains("cast"));
}

TEST_CASE("without opening images the labels are counted all the same", "[dataset]") {
  const ScratchFolder folder;
  const DatasetInfo info = dataset_info(films_in(folder), {.open = false});
  CHECK(info.images == 4);
  CHECK(info.unusable.empty());
  CHECK(info.sizes.empty());
}

TEST_CASE("different texts are counted once each, however many there are", "[dataset]") {
  Different different;
  for (int i = 0; i < 30'000; ++i) different.add(std::to_string(i % 7000));
  CHECK(different.count() == 7000);
  CHECK(Different().count() == 0);
}

}  // namespace osteon
