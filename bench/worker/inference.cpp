#include "bench/worker/inference.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "bench/worker/timing.hpp"
#include "osteon/base/file.hpp"
#include "osteon/model/prepare.hpp"
#include "osteon/radiograph/read.hpp"

namespace osteon::bench {
namespace {

using nlohmann::json;

std::vector<Radiograph> read_all(const json& files) {
  std::vector<Radiograph> films;
  for (const std::string file : files) films.push_back(read_radiograph(file));
  return films;
}

}  // namespace

json Inference::open(const json& command) {
  const std::string precision = command.at("precision");
  detector_ = Detector::open(command.at("pack").get<std::string>(), precision_named(precision));
  const Pack& pack = detector_->pack();
  return {{"pack", pack.name + " " + pack.version},
          {"precision", name_of(detector_->precision())},
          {"cpu", cpu_description()},
          {"side", pack.input.side},
          {"architecture", pack.backbones.front().architecture},
          {"parts", pack.router.parts}};
}

json Inference::prepare(const json& command) {
  const std::vector<Radiograph> films = read_all(command.at("files"));
  input_ = osteon::prepare(films, detector_->pack().input);
  const auto bytes = std::as_bytes(std::span(input_.values));
  write_whole(command.at("out").get<std::string>(),
              {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  return {{"images", films.size()}};
}

json Inference::scores(const json& command) const {
  json answer = {{"router", json::array()}, {"expert", json::array()}};
  for (const Reading& reading : detector_->examine(read_all(command.at("files")))) {
    answer["router"].push_back(reading.scores.router);
    answer["expert"].push_back(reading.scores.expert);
  }
  return answer;
}

Tensor Inference::batch_of(int images, std::size_t first) const {
  Tensor batch({images, 1, input_.shape[2], input_.shape[3]});
  const auto all = static_cast<std::size_t>(input_.shape[0]);
  const std::size_t area = input_.values.size() / all;
  for (std::size_t i = 0; i < static_cast<std::size_t>(images); ++i)
    std::ranges::copy(std::span(input_.values).subspan((first + i) % all * area, area),
                      batch.values.begin() + static_cast<std::ptrdiff_t>(i * area));
  return batch;
}

json Inference::latency(const json& command) const {
  std::vector<Tensor> images;
  for (int i = 0; i < input_.shape[0]; ++i)
    images.push_back(batch_of(1, static_cast<std::size_t>(i)));
  std::size_t next = 0;
  return {{"seconds", timed(command.at("times"),
                            [&] { detector_->examine_prepared(images[next++ % images.size()]); })}};
}

json Inference::examine(const json& command) const {
  const Radiograph film = read_radiograph(command.at("file").get<std::string>());
  return {{"seconds", timed(command.at("times"), [&] { detector_->examine(film); })}};
}

json Inference::throughput(const json& command) const {
  const int images = command.at("batch");
  const int workers = command.at("workers");
  const int times = command.at("times");
  const double seconds = timed_together(workers, command.at("threads"), times, [&](int worker) {
    return [this, batch = batch_of(images, static_cast<std::size_t>(worker * images))] {
      detector_->examine_prepared(batch);
    };
  });
  return {{"images_per_s", workers * images * times / seconds}};
}

}  // namespace osteon::bench
