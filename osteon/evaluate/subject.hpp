// What was evaluated, as metrics.json says it: known from a pack, or from an evaluation of old.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "osteon/engine/network.hpp"
#include "osteon/model/pack.hpp"

namespace osteon {

struct Predictions;
struct EvaluateOptions;

struct Subject {
  std::string pack;
  std::string version;
  std::string weights;  ///< Pack::weights_hash()
  std::string target = "fracture";
  std::string precision;
  std::vector<std::string> parts;  ///< that the pack reads

  bool reads(std::string_view part) const;
};

Subject subject_of(const Pack& pack, Precision precision);

/// The parts that predictions show to be read; the rest stays empty, as far as they do not say.
Subject subject_of(const Predictions& predictions);

}  // namespace osteon
