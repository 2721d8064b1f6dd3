// Exports packs of every kind, with inputs and what the engine makes of them.
//
//   make_exports FOLDER
//
// Each kind gets a folder with its pack, its ONNX files at each precision (fp32/, int8/), input.f32
// (images x 1 x side x side) and scores.json, which has the engine's scores at each precision that
// this CPU multiplies.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "osteon/detector/detector.hpp"
#include "osteon/detector/quantize.hpp"
#include "osteon/export/export.hpp"
#include "osteon/model/prepare.hpp"
#include "osteon/phantom/phantom.hpp"
#include "tests/tiny_pack.hpp"

namespace {

using namespace osteon;

struct Kind {
  std::string name;
  TinyPack tiny;
  int side = 96;
};

std::vector<Kind> kinds() {
  const auto odds = Pooling::log_mean_exp;
  return {
      {"mean", {}},
      {"odds", {.pooling = odds}},
      // Values in the hundreds, whose exponentials no float holds.
      {"steep", {.pooling = odds, .steepness = 1000}},
      {"hidden", {.hidden = {24, 12}}},
      {"fine", {.architecture = "resnet-tiny-fine", .pooling = odds}},
      {"fine_mean", {.architecture = "resnet-tiny-fine", .hidden = {8}}},
      // The last window of the pool hangs over the edge.
      {"odd", {.pooling = odds}, 101},
  };
}

std::vector<Radiograph> films() {
  std::vector<Radiograph> drawn;
  for (const std::string_view part : phantom_parts().subspan(0, 3))
    drawn.push_back(
        draw_phantom({.part = part, .fracture = drawn.empty(), .extent = {200, 260}}).radiograph);
  return drawn;
}

void write_ranges(Pack pack, const std::vector<Radiograph>& radiographs) {
  PackCalibration calibration(pack);
  for (const Radiograph& radiograph : radiographs) calibration.see(radiograph);
  calibration.write_ranges(pack);
  write_whole(pack.folder / "pack.json", pack_json(pack));
}

nlohmann::json scores(const std::filesystem::path& pack, Precision precision,
                      const std::vector<Radiograph>& radiographs) {
  const auto detector = Detector::open(pack, precision);
  nlohmann::json said;
  for (const Reading& reading : detector.examine(radiographs)) {
    said["router"].push_back(reading.scores.router);
    for (std::size_t i = 0; i < reading.scores.expert.size(); ++i)
      said["expert-" + detector.pack().experts[i].part].push_back({reading.scores.expert[i]});
  }
  return said;
}

void make(const std::filesystem::path& folder, const Kind& kind) {
  const auto radiographs = films();
  Pack drawn = write_tiny_pack(folder, kind.tiny);
  drawn.input.side = kind.side;
  write_ranges(drawn, radiographs);

  const Pack pack = read_pack(folder);
  nlohmann::json said = {{"side", kind.side}};
  const auto available = available_precisions(true);
  for (const Precision precision : {Precision::fp32, Precision::int8}) {
    const std::string name(name_of(precision));
    export_onnx(pack, folder / name, {.precision = precision});
    if (std::ranges::count(available, precision) > 0)
      said[name] = scores(folder, precision, radiographs);
  }
  write_whole(folder / "scores.json", said.dump());

  const Tensor input = prepare(radiographs, pack.input);
  const auto bytes = std::as_bytes(std::span(input.values));
  write_whole(folder / "input.f32", {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

}  // namespace

int main(int argc, char* argv[]) {
  if (argc != 2) {
    std::fputs("usage: make_exports FOLDER\n", stderr);
    return 2;
  }
  try {
    for (const Kind& kind : kinds()) make(std::filesystem::path(argv[1]) / kind.name, kind);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "make_exports: %s\n", error.what());
    return 1;
  }
}
