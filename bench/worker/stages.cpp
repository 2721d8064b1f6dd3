#include "bench/worker/stages.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bench/worker/timing.hpp"
#include "osteon/detector/detector.hpp"
#include "osteon/engine/network.hpp"
#include "osteon/explain/boxes.hpp"
#include "osteon/explain/heatmap.hpp"
#include "osteon/model/limb.hpp"
#include "osteon/model/prepare.hpp"
#include "osteon/radiograph/read.hpp"
#include "osteon/report/forms.hpp"

namespace osteon::bench {
namespace {

using nlohmann::json;

/// Seconds of one call.
template <typename Work>
double once(Work&& work) {
  const auto begun = Clock::now();
  work();
  return seconds_since(begun);
}

/// The backbone that experts stand on, as the detector has it.
Network network_of(const Pack& pack, Precision precision) {
  const BackboneEntry& entry =
      *std::ranges::find(pack.backbones, pack.experts.front().backbone, &BackboneEntry::name);
  return {backbone_named(entry.architecture), Safetensors(pack.folder / entry.file),
          pack.input.side, precision, entry.ranges};
}

/// The walk of Detector::examine(), stage by stage, with the same functions.
class Walk {
 public:
  Walk(const Detector& detector, std::filesystem::path file)
      : detector_(detector),
        file_(std::move(file)),
        maker_(maker_of(detector)),
        network_(network_of(detector.pack(), detector.precision())),
        session_(network_) {}

  void step() {
    const Pack& pack = detector_.pack();
    std::optional<Radiograph> film;
    const double read = timed("read", [&] { film = read_radiograph(file_); });
    timed("refuse", [&] { refuse(*film); });
    Tensor input({1, 1, pack.input.side, pack.input.side});
    Placement placement;
    timed("prepare", [&] { placement = prepare(*film, pack.input, input.values); });
    if (pack.input.crop_to_limb) timed("limb", [&] { exposed_limb(*film); });
    FeatureMaps maps;
    timed("network", [&] { maps = session_.run(input); });
    timed("prepared", [&] { detector_.examine_prepared(input); });
    const Expert& expert = pack.experts.front();
    timed("explain", [&] {
      const Heatmap heatmap =
          activation_map(maps.values, maps.rows, maps.columns, expert, placement, pack.input.side);
      if (pack.boxes) suspect_boxes(heatmap, maps.values, *pack.boxes, film->extent());
    });
    std::optional<Reading> reading;
    const double all = timed("examine", [&] { reading = detector_.examine(*film); });
    const double said = timed("json", [&] {
      json_line({.file = file_.string(),
                 .views = {},
                 .finding = reading->finding,
                 .boxes = reading->boxes},
                maker_);
    });
    stages_["whole"].push_back(read + all + said);
  }

  const std::map<std::string, std::vector<double>>& stages() const { return stages_; }

 private:
  template <typename Work>
  double timed(const std::string& stage, Work&& work) {
    const double seconds = once(work);
    stages_[stage].push_back(seconds);
    return seconds;
  }

  const Detector& detector_;
  std::filesystem::path file_;
  Maker maker_;
  Network network_;
  Session session_;
  std::map<std::string, std::vector<double>> stages_;
};

double now_s() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace

json stages(const json& command) {
  const double loading = now_s() - command.at("start_s").get<double>();
  const std::filesystem::path file = command.at("file").get<std::string>();
  std::optional<Detector> detector;
  const double opening = once([&] {
    detector = Detector::open(command.at("pack").get<std::string>(),
                              precision_named(command.at("precision").get<std::string>()));
  });
  const double reading = once([&] { detector->examine(read_radiograph(file)); });

  Walk walk(*detector, file);
  walk.step();
  for (int i = command.at("times"); i > 0; --i) walk.step();
  return {{"precision", name_of(detector->precision())},
          {"warm", walk.stages()},
          {"first", {{"start", loading}, {"open", opening}, {"radiograph", reading}}}};
}

}  // namespace osteon::bench
