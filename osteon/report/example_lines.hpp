// Readings that the tests of every form share.
#pragma once

#include "osteon/report/forms.hpp"

namespace osteon::example {

inline Maker maker() {
  return {.pack = "tiny", .version = "1.2.3", .weights = std::string(64, 'a'), .precision = "fp32"};
}

inline Line found(Verdict verdict, double probability, std::string target = "fracture") {
  return {.file = "films/a.png",
          .views = {},
          .finding = {.verdict = verdict,
                      .target = std::move(target),
                      .part = "lower_leg",
                      .part_probability = 0.98765,
                      .probability = probability,
                      .thresholds = Thresholds{.sensitive = 0.25, .specific = 0.75}}};
}

inline Line cannot_answer() {
  return {.file = "films/b.png",
          .views = {},
          .finding = {.verdict = Verdict::cannot_answer,
                      .reason = "blank",
                      .explanation = "there is no picture in it"}};
}

}  // namespace osteon::example
