#include "osteon/detector/quantize.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"
#include "osteon/base/file.hpp"
#include "osteon/detector/detector.hpp"
#include "tests/blob_film.hpp"
#include "tests/scratch_folder.hpp"
#include "tests/tiny_pack.hpp"

using namespace osteon;

namespace {

std::vector<Radiograph> some_films() {
  std::vector<Radiograph> films;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) films.push_back(blob_film(seed));
  return films;
}

bool multiplies_int8() {
  return std::ranges::count(available_precisions(true), Precision::int8) > 0;
}

}  // namespace

TEST_CASE("a pack with ranges is read back with them, and scores at int8 as at fp32",
          "[detector][quantize]") {
  const ScratchFolder scratch;
  write_tiny_pack(scratch / "pack", {});
  Pack pack = read_pack(scratch / "pack");
  CHECK_FALSE(pack.has_ranges());
  const auto films = some_films();

  PackCalibration calibration(pack);
  for (const Radiograph& film : films) calibration.see(film);
  calibration.write_ranges(pack);
  write_whole(scratch / "pack" / "pack.json", pack_json(pack));
  CHECK(read_pack(scratch / "pack").has_ranges());
  CHECK(read_pack(scratch / "pack").backbones.front().ranges == pack.backbones.front().ranges);

  if (!multiplies_int8()) {
    WARN("skipped in part: " << cpu_description() << " does not multiply int8");
    return;
  }
  const auto plain = Detector::open(scratch / "pack", Precision::fp32).examine(films);
  const auto whole = Detector::open(scratch / "pack", Precision::int8).examine(films);
  double spread = 0;
  double apart = 0;
  for (std::size_t film = 0; film < films.size(); ++film)
    for (std::size_t i = 0; i < plain[film].scores.router.size(); ++i) {
      spread = std::max(spread, std::abs(plain[film].scores.router[i]));
      apart =
          std::max(apart, std::abs(plain[film].scores.router[i] - whole[film].scores.router[i]));
    }
  CHECK(apart > 0);
  CHECK(apart < 0.05 * spread);
}

TEST_CASE("a pack without ranges is not run at int8, unless that is asked for, and then refused",
          "[detector][quantize]") {
  const ScratchFolder scratch;
  write_tiny_pack(scratch / "pack", {});
  CHECK(Detector::open(scratch / "pack").precision() != Precision::int8);
  if (!multiplies_int8()) return;
  CHECK_THROWS_WITH(Detector::open(scratch / "pack", Precision::int8),
                    Catch::Contains("osteon model quantize"));
}

TEST_CASE("ranges cannot be had from nothing", "[detector][quantize]") {
  const ScratchFolder scratch;
  Pack pack = write_tiny_pack(scratch / "pack", {});
  const PackCalibration calibration(pack);
  CHECK_THROWS_AS(calibration.write_ranges(pack), Error);
}
