// What is said of a radiograph must not depend on which others are read with it, nor on how many
// cores the machine has: no reader would understand two answers for one film.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <omp.h>

#include "osteon/base/file.hpp"
#include "osteon/detector/detector.hpp"
#include "osteon/detector/folder.hpp"
#include "osteon/detector/quantize.hpp"
#include "osteon/model/pack.hpp"
#include "osteon/phantom/phantom.hpp"
#include "osteon/radiograph/write.hpp"
#include "tests/scratch_folder.hpp"

namespace osteon {
namespace {

/// Films of several sizes and parts.
std::vector<std::filesystem::path> films_in(const ScratchFolder& scratch) {
  std::vector<std::filesystem::path> files;
  for (const auto part : phantom_parts()) {
    const auto number = files.size();
    files.push_back(scratch / (std::to_string(number) + ".png"));
    const Phantom phantom = draw_phantom({.part = std::string(part),
                                          .fracture = number % 2 == 0,
                                          .seed = number,
                                          .extent = {300 + 40 * static_cast<int>(number), 420}});
    write_png(files.back(), phantom.radiograph);
  }
  return files;
}

/// The shipped pack, made ready for int8 by these films if it is not.
std::filesystem::path pack_with_ranges(const ScratchFolder& scratch,
                                       std::span<const Radiograph> films) {
  std::filesystem::copy("models/osteon-base", scratch / "pack");
  Pack pack = read_pack(scratch / "pack");
  if (!pack.has_ranges()) {
    PackCalibration calibration(pack);
    for (const Radiograph& film : films) calibration.see(film);
    calibration.write_ranges(pack);
    write_whole(scratch / "pack" / "pack.json", pack_json(pack));
  }
  return scratch / "pack";
}

/// To the last bit; what was not asked is not a number on both sides.
bool same_scores(const std::vector<double>& a, const std::vector<double>& b) {
  return std::ranges::equal(
      a, b, [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

void check_same(const Reading& reading, const Reading& alone) {
  CHECK(same_scores(reading.scores.router, alone.scores.router));
  CHECK(same_scores(reading.scores.expert, alone.scores.expert));
  CHECK(reading.finding.probability == alone.finding.probability);
  REQUIRE(reading.heatmap.has_value() == alone.heatmap.has_value());
  if (reading.heatmap) CHECK(reading.heatmap->values == alone.heatmap->values);
  REQUIRE(reading.boxes.size() == alone.boxes.size());
  for (std::size_t i = 0; i < alone.boxes.size(); ++i)
    CHECK(reading.boxes[i].probability == alone.boxes[i].probability);
}

}  // namespace

TEST_CASE("a film gets one answer to the last bit, whatever the batch and the threads") {
  const ScratchFolder scratch;
  const auto files = films_in(scratch);
  std::vector<Radiograph> films;
  for (const auto& file : files) films.push_back(read_radiograph(file));
  const auto pack = pack_with_ranges(scratch, films);
  for (const Precision precision : available_precisions(true)) {
    const Detector detector = Detector::open(pack, precision);
    omp_set_num_threads(1);
    std::vector<Reading> alone;
    for (const Radiograph& film : films) alone.push_back(detector.examine(film));
    for (const int threads : {1, 2}) {
      omp_set_num_threads(threads);
      // Threads share one network's work,
      for (const std::size_t batch : {std::size_t{1}, films.size()}) {
        CAPTURE(name_of(precision), threads, batch);
        const auto readings = detector.examine(std::span(films).first(batch));
        for (std::size_t i = 0; i < batch; ++i) check_same(readings[i], alone[i]);
      }
      // or each has films of its own.
      for (const int batch : {1, 3}) {
        CAPTURE(name_of(precision), threads, batch);
        std::size_t i = 0;
        examine_files(detector, files, {.batch = batch}, [&](FileReading&& read) {
          REQUIRE(read.reading);
          check_same(*read.reading, alone[i++]);
        });
      }
    }
  }
}

}  // namespace osteon
