// Exports packs of every kind, with inputs and what the engine makes of them at fp32.
//
//   make_exports FOLDER
//
// Each kind gets a folder with its pack, its ONNX files, input.f32 (images x 1 x side x side) and
// scores.json.
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "osteon/detector/detector.hpp"
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

void make(const std::filesystem::path& folder, const Kind& kind) {
  Pack pack = write_tiny_pack(folder, kind.tiny);
  pack.input.side = kind.side;
  write_whole(folder / "pack.json", pack_json(pack));

  const auto detector = Detector::open(folder, Precision::fp32);
  export_onnx(detector.pack(), folder / "onnx", false);

  const auto radiographs = films();
  const Tensor input = prepare(radiographs, detector.pack().input);
  const auto bytes = std::as_bytes(std::span(input.values));
  write_whole(folder / "input.f32", {reinterpret_cast<const char*>(bytes.data()), bytes.size()});

  nlohmann::json said = {{"side", kind.side}};
  for (const Reading& reading : detector.examine(radiographs)) {
    said["router"].push_back(reading.scores.router);
    for (std::size_t i = 0; i < pack.experts.size(); ++i)
      said["expert-" + pack.experts[i].part].push_back({reading.scores.expert[i]});
  }
  write_whole(folder / "scores.json", said.dump());
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
