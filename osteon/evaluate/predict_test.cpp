#include <cmath>
#include <tuple>

#include <catch2/catch.hpp>

#include "osteon/base/random.hpp"
#include "osteon/evaluate/evaluate.hpp"
#include "osteon/radiograph/read.hpp"
#include "osteon/radiograph/write.hpp"
#include "tests/scratch_folder.hpp"
#include "tests/tiny_pack.hpp"

namespace osteon {
namespace {

std::filesystem::path write_noise(const ScratchFolder& folder, const std::string& name,
                                  std::uint64_t seed, Extent extent = {80, 96}) {
  Random random(seed);
  std::vector<float> grey(static_cast<std::size_t>(extent.width * extent.height));
  for (float& value : grey) value = static_cast<float>(random.uniform());
  write_png(folder / name, Radiograph(extent, grey));
  return folder / name;
}

}  // namespace

TEST_CASE("each entry gets what the pack says, and what its own part's expert says", "[evaluate]") {
  const ScratchFolder folder;
  write_tiny_pack(folder / "pack", {});
  const Detector detector = Detector::open(folder / "pack", Precision::fp32);
  std::vector<Entry> entries;
  for (const std::string part : {"hand", "knee", "skull"})
    entries.push_back({.file = write_noise(folder, part + ".png", entries.size()), .part = part});
  entries.push_back({.file = folder.write("torn.png", "\x89PNG\r\n"), .part = "hand"});
  entries.push_back({.file = write_noise(folder, "small.png", 9, {40, 40}), .part = "knee"});

  std::vector<std::size_t> reported;
  const Predictions predictions =
      predict_entries(detector, entries, [&](std::size_t done) { reported.push_back(done); });

  CHECK(reported == std::vector<std::size_t>{1, 2, 3, 4, 5});
  REQUIRE(predictions.unread.size() == 1);
  CHECK(predictions.unread[0].file == folder / "torn.png");
  REQUIRE(predictions.rows.size() == 4);
  const auto& [hand, knee, skull, small] =
      std::tie(predictions.rows[0], predictions.rows[1], predictions.rows[2], predictions.rows[3]);

  // A second look with the part given must say the same: the scores are taken from one run.
  for (const Prediction* row : {&hand, &knee}) {
    CAPTURE(row->entry.part);
    const Reading reading = detector.examine(read_radiograph(row->entry.file), row->entry.part);
    CHECK(row->given_part.part == row->entry.part);
    CHECK(*row->given_part.probability == Approx(*reading.finding.probability).margin(1e-6));
    CHECK(sigmoid(row->score) == Approx(*row->given_part.probability));
    CHECK(row->finding.part_probability.has_value());
  }
  CHECK(skull.finding.probability.has_value());
  CHECK(skull.given_part.reason == "unsupported_part");
  CHECK(std::isnan(skull.score));
  CHECK(small.finding.reason == "too_small");
  CHECK(small.given_part.reason == "too_small");
  CHECK(std::isnan(small.score));
}

}  // namespace osteon
