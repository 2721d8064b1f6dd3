// A pack within this process, as a program that links Osteon has it.
#pragma once

#include <optional>

#include <nlohmann/json.hpp>

#include "osteon/detector/detector.hpp"
#include "osteon/model/tensor.hpp"

namespace osteon::bench {

/// A detector and what was prepared for it. Each function answers one command of the worker, whose
/// fields it names.
class Inference {
 public:
  /// pack, precision -> pack, precision, cpu, side, architecture, parts
  nlohmann::json open(const nlohmann::json& command);
  /// files, out: writes what the network will see of each as floats -> images
  nlohmann::json prepare(const nlohmann::json& command);
  /// files -> router, expert: each network's scores of each file
  nlohmann::json scores(const nlohmann::json& command) const;
  /// times -> seconds of each prepared image alone, in turn
  nlohmann::json latency(const nlohmann::json& command) const;
  /// file, times -> seconds from the decoded radiograph to the reading
  nlohmann::json examine(const nlohmann::json& command) const;
  /// batch, workers, threads, times -> images a second
  nlohmann::json throughput(const nlohmann::json& command) const;

 private:
  Tensor batch_of(int images, std::size_t first) const;

  std::optional<Detector> detector_;
  Tensor input_;
};

}  // namespace osteon::bench
