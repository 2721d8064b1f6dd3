// A pack without networks, and predictions written down by hand, for the tests of this folder.
#pragma once

#include <string>
#include <utility>

#include "osteon/evaluate/evaluate.hpp"

namespace osteon {

/// Reads hands and knees; possible from 0.3, present from 0.7; a score is its own logit.
inline Pack example_pack() {
  Pack pack;
  pack.name = "example";
  pack.version = "1";
  pack.target = "fracture";
  pack.router.parts = {"hand", "knee"};
  for (const std::string& part : pack.router.parts)
    pack.experts.push_back({.part = part,
                            .backbone = {},
                            .head = {},
                            .calibration = {},
                            .thresholds = {.sensitive = 0.3, .specific = 0.7}});
  return pack;
}

/// One image: its truth, the part that the router is sure of (empty: none), and both experts'
/// scores.
struct Said {
  std::string part;
  bool positive;
  std::string router;
  double hand_score;
  double knee_score;
};

inline Prediction prediction(const Pack& pack, const Said& said, const std::string& group) {
  const Scores scores{
      .router = {said.router == "hand" ? 99.0 : 0.0, said.router == "knee" ? 99.0 : 0.0,
                 said.router.empty() ? 99.0 : 0.0},
      .expert = {said.hand_score, said.knee_score}};
  Prediction row;
  row.entry = {.file = group + ".png",
               .part = said.part,
               .positive = said.positive,
               .group = group,
               .study = group,
               .subset = "valid"};
  row.finding = decide(pack, scores);
  if (pack.expert_for(said.part) != nullptr) {
    row.given_part = decide(pack, scores, said.part);
    row.score = said.part == "hand" ? said.hand_score : said.knee_score;
  }
  return row;
}

}  // namespace osteon
