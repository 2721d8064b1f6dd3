#include "osteon/detector/detector.hpp"

#include <thread>

#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"
#include "osteon/base/random.hpp"
#include "osteon/detector/folder.hpp"
#include "osteon/explain/close_up.hpp"
#include "osteon/model/prepare.hpp"
#include "osteon/radiograph/part.hpp"
#include "osteon/radiograph/write.hpp"
#include "tests/blob_film.hpp"
#include "tests/scratch_folder.hpp"
#include "tests/tiny_pack.hpp"

namespace osteon {
namespace {

std::vector<FileReading> examined(const Detector& detector,
                                  const std::vector<std::filesystem::path>& files,
                                  const FolderOptions& options = {}) {
  std::vector<FileReading> readings;
  examine_files(detector, files, options,
                [&](FileReading&& reading) { readings.push_back(std::move(reading)); });
  return readings;
}

}  // namespace

TEST_CASE("a radiograph gets the same scores alone, in a batch and in a folder", "[detector]") {
  const ScratchFolder scratch;
  write_tiny_pack(scratch / "pack", {});
  const Detector detector = Detector::open(scratch / "pack", Precision::fp32);

  std::vector<Radiograph> films;
  std::vector<std::filesystem::path> files;
  for (std::uint64_t seed = 0; seed < 21; ++seed) {
    files.push_back(scratch / (std::to_string(seed) + ".png"));
    write_png(files.back(), blob_film(seed), 16);
    films.push_back(read_radiograph(files.back()));
  }
  const auto batch = detector.examine(films);
  const auto folder = examined(detector, files);
  REQUIRE(folder.size() == films.size());
  for (std::size_t i = 0; i < films.size(); ++i) {
    const Reading alone = detector.examine(films[i]);
    CHECK(folder[i].file == files[i]);
    for (std::size_t s = 0; s < alone.scores.router.size(); ++s) {
      CHECK(batch[i].scores.router[s] == Approx(alone.scores.router[s]).margin(1e-4));
      CHECK(folder[i].reading->scores.router[s] == Approx(alone.scores.router[s]).margin(1e-4));
    }
  }
  // Otherwise the order could be wrong and nobody would see.
  CHECK(std::abs(batch[0].scores.router[0] - batch[1].scores.router[0]) > 1e-3);
}

TEST_CASE("the heatmap's mean and the head's bias are the score", "[detector]") {
  const ScratchFolder scratch;
  write_tiny_pack(scratch / "pack", {});
  const Detector detector = Detector::open(scratch / "pack", Precision::fp32);
  const Reading reading = detector.examine(blob_film(4), "knee");
  double sum = 0;
  for (const float value : reading.heatmap->values) sum += value;
  CHECK(sum / static_cast<double>(reading.heatmap->values.size()) +
            detector.pack().expert_for("knee")->head.bias[0] ==
        Approx(reading.scores.expert[1]).margin(1e-4));
}

TEST_CASE("a closer look sees in a part of the film what is seen there when it is all there is",
          "[detector]") {
  const ScratchFolder scratch;
  write_tiny_pack(scratch / "pack", {.thresholds = {.sensitive = 0.0, .specific = 0.0}, .zoom = 2});
  const Detector detector = Detector::open(scratch / "pack", Precision::fp32);
  const Radiograph film = blob_film(4, {150, 120});
  const Reading far = detector.examine(film, "knee");
  REQUIRE(far.boxes.front().shown);
  Reading near = far;
  detector.look_closer(film, near);
  CHECK(near.finding.probability == far.finding.probability);

  std::vector<CloseUp> looks;
  for (const SuspectBox& box : far.boxes)
    if (box.shown && looks.size() < most_close_ups) {
      const Box area = close_up(box.box, far.heatmap->area, 2, film.extent());
      CHECK(area.width * area.height < 0.5F * 150 * 120);
      looks.push_back({area, detector.examine(part_of(film, area), "knee").boxes});
      for (SuspectBox& seen : looks.back().boxes) {
        seen.box.left += area.left;
        seen.box.top += area.top;
      }
    }
  const auto expected = after_close_ups(far.boxes, looks);
  REQUIRE(near.boxes.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CHECK(near.boxes[i].box.left == expected[i].box.left);
    CHECK(near.boxes[i].box.width == expected[i].box.width);
    CHECK(near.boxes[i].probability == expected[i].probability);
  }
  CHECK(near.boxes.front().shown);
  CHECK(near.boxes.front().box.left != far.boxes.front().box.left);
}

TEST_CASE("a folder is looked at closer when it is asked for, and its films are not kept",
          "[detector]") {
  const ScratchFolder scratch;
  write_tiny_pack(scratch / "pack", {.thresholds = {.sensitive = 0.0, .specific = 0.0}, .zoom = 2});
  const Detector detector = Detector::open(scratch / "pack", Precision::fp32);
  write_png(scratch / "a.png", blob_film(4));
  const auto far = examined(detector, {scratch / "a.png"}, {.given_part = "knee"});
  const auto near =
      examined(detector, {scratch / "a.png"}, {.given_part = "knee", .look_closer = true});
  CHECK_FALSE(near.front().radiograph);
  CHECK(near.front().reading->boxes.front().box.left !=
        far.front().reading->boxes.front().box.left);
}

TEST_CASE("a pack that does not ask for it is not looked at closer", "[detector]") {
  const ScratchFolder scratch;
  write_tiny_pack(scratch / "pack", {.thresholds = {.sensitive = 0.0, .specific = 0.0}, .zoom = 1});
  const Detector detector = Detector::open(scratch / "pack", Precision::fp32);
  const Reading far = detector.examine(blob_film(4), "knee");
  Reading near = far;
  detector.look_closer(blob_film(4), near);
  REQUIRE(near.boxes.size() == far.boxes.size());
  CHECK(near.boxes.front().box.left == far.boxes.front().box.left);
}

TEST_CASE("one bad file in a folder costs nothing but itself", "[detector]") {
  const ScratchFolder scratch;
  write_tiny_pack(scratch / "pack", {});
  const Detector detector = Detector::open(scratch / "pack", Precision::fp32);
  write_png(scratch / "a.png", blob_film(1));
  scratch.write("b.png", "no picture at all");
  write_png(scratch / "c.png", Radiograph({100, 100}, std::vector<float>(10'000, 0.5F)));
  write_png(scratch / "d.png", blob_film(2));
  const auto readings = examined(detector, {scratch / "a.png", scratch / "b.png", scratch / "c.png",
                                            scratch / "d.png", scratch / "gone.png"});
  REQUIRE(readings.size() == 5);
  CHECK(readings[0].reading->finding.probability);
  REQUIRE(readings[1].error);
  CHECK(readings[1].error->code() == ErrorCode::unreadable);
  CHECK(readings[2].reading->finding.reason == "blank");
  CHECK(readings[3].reading->finding.probability);
  CHECK(readings[4].error);
}

TEST_CASE("what the caller throws ends the folder, and no worker hangs", "[detector]") {
  const ScratchFolder scratch;
  write_tiny_pack(scratch / "pack", {});
  const Detector detector = Detector::open(scratch / "pack", Precision::fp32);
  std::vector<std::filesystem::path> files(100, scratch / "a.png");
  write_png(files[0], blob_film(1));
  int seen = 0;
  CHECK_THROWS_AS(examine_files(detector, files, {},
                                [&](FileReading&&) {
                                  if (++seen == 10) throw std::runtime_error("enough");
                                }),
                  std::runtime_error);
  CHECK(seen == 10);
}

TEST_CASE("a part that the pack does not know ends the work with those it knows", "[detector]") {
  const ScratchFolder scratch;
  write_tiny_pack(scratch / "pack", {});
  const Detector detector = Detector::open(scratch / "pack", Precision::fp32);
  CHECK_THROWS_WITH(detector.examine(blob_film(1), "skull"), Catch::Contains("hand, knee"));
  write_png(scratch / "a.png", blob_film(1));
  CHECK_THROWS_WITH(examined(detector, {scratch / "a.png"}, {.given_part = "skull"}),
                    Catch::Contains("hand, knee"));
}

TEST_CASE("one detector serves several threads", "[detector]") {
  const ScratchFolder scratch;
  write_tiny_pack(scratch / "pack", {});
  const Detector detector = Detector::open(scratch / "pack", Precision::fp32);
  std::vector<double> expected;
  for (std::uint64_t seed = 0; seed < 4; ++seed)
    expected.push_back(detector.examine(blob_film(seed)).scores.router[0]);
  std::vector<double> got(4);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < 4; ++i)
      threads.emplace_back([&, i] {
        for (int round = 0; round < 5; ++round)
          got[i] = detector.examine(blob_film(i)).scores.router[0];
      });
  }
  for (std::size_t i = 0; i < 4; ++i) CHECK(got[i] == Approx(expected[i]).margin(1e-4));
}

TEST_CASE("folders are searched for what may be a radiograph, in a fixed order", "[detector]") {
  const ScratchFolder scratch;
  for (const auto* name : {"b/2.PNG", "b/1.jpg", "a.dcm", "IM0001", "notes.txt", ".hidden.png",
                           "DICOMDIR", "b/c/x.tiff"})
    scratch.write(name);
  std::vector<std::string> names;
  for (const auto& file : radiograph_files(std::vector{scratch.path()}))
    names.push_back(file.lexically_relative(scratch.path()));
  CHECK(names == std::vector<std::string>{"IM0001", "a.dcm", "b/1.jpg", "b/2.PNG", "b/c/x.tiff"});
  CHECK_THROWS_WITH(radiograph_files(std::vector{scratch / "nothing"}), Catch::Contains("nothing"));
}

TEST_CASE("an input that the caller has prepared is judged as the film itself", "[detector]") {
  const ScratchFolder scratch;
  write_tiny_pack(scratch / "pack", {});
  const Detector detector = Detector::open(scratch / "pack", Precision::fp32);
  const std::vector<Radiograph> films{blob_film(1), blob_film(2), blob_film(3)};
  const auto findings = detector.examine_prepared(prepare(films, detector.pack().input));
  const auto readings = detector.examine(films);
  REQUIRE(findings.size() == 3);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    CHECK(findings[i].part == readings[i].finding.part);
    CHECK(*findings[i].probability == Approx(*readings[i].finding.probability).margin(1e-6));
  }
  CHECK_THROWS_WITH(detector.examine_prepared(Tensor({1, 1, 95, 96})), Catch::Contains("96 x 96"));
  CHECK_THROWS_AS(detector.examine_prepared(Tensor({65, 1, 96, 96})), Error);
}

}  // namespace osteon
