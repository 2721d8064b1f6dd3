// What Osteon is prepared to say about a radiograph.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "osteon/model/pack.hpp"

namespace osteon {

enum class Verdict { present, possible, none, cannot_answer };

/// The words of every output: `fracture` or `abnormal` (as the pack was trained) for present,
/// `possible`, `none`, `cannot_answer`.
std::string verdict_word(Verdict verdict, std::string_view target);
/// A sentence for people: "fracture", "possible fracture", "no fracture seen", "cannot answer".
std::string verdict_phrase(Verdict verdict, std::string_view target);

struct Finding {
  Verdict verdict = Verdict::cannot_answer;
  std::string target = "fracture";         ///< what a positive means in this pack
  std::optional<std::string> part;         ///< of the pack's parts
  std::optional<double> part_probability;  ///< empty when the caller gave the part
  std::optional<double> probability;       ///< calibrated; empty when it cannot answer
  std::optional<Thresholds> thresholds;    ///< what decided
  /// Why it cannot answer, as a stable word and a sentence; empty otherwise.
  std::string reason;
  std::string explanation;
  bool incomplete = false;  ///< made on an image whose file ended early
};

/// In pixels. Bone needs some to be seen in: at 64 a wrist is 1 mm a pixel.
inline constexpr int least_side = 64;

/// Why a radiograph cannot be judged, before any network looks at it.
struct Refusal {
  std::string reason;       ///< too_small, blank, too_dark, too_bright
  std::string explanation;  ///< a sentence with the value and the limit
};
std::optional<Refusal> refuse(const Radiograph& radiograph);

/// The two stages' scores of one radiograph, as the heads give them.
struct Scores {
  std::vector<double> router;  ///< per part, and last "none of these"
  std::vector<double> expert;  ///< per expert of the pack; NaN where not asked
};

/// \param expert  one of the pack's own, as Pack::expert_for() gives it
double expert_score(const Pack& pack, const Expert& expert, const Scores& scores);

double sigmoid(double score);
std::vector<double> softmax(std::span<const double> scores);

/// From scores to a statement: the likeliest part, if it is probable enough that the film shows any
/// of them, and the mean of what the parts' experts say, by how likely each part is, against the
/// mean of their thresholds by the same shares. With `given_part` that part's expert alone.
/// \throws Error(bad_argument) when the pack has no expert for `given_part`
Finding decide(const Pack& pack, const Scores& scores,
               const std::optional<std::string>& given_part = {});

/// Several views of one study as one finding: the part is the one that most views show (ties to the
/// more probable), the probability the mean over the answered views of that part, against the mean
/// of their thresholds. Cannot answer when no view could. `views` is not empty.
Finding combine_views(std::span<const Finding> views);

}  // namespace osteon
