#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "osteon/base/error.hpp"
#include "osteon/findings/finding.hpp"

namespace osteon {

double expert_score(const Pack& pack, const Expert& expert, const Scores& scores) {
  return scores.expert[static_cast<std::size_t>(std::distance(pack.experts.data(), &expert))];
}

double sigmoid(double score) { return 1.0 / (1.0 + std::exp(-score)); }

std::vector<double> softmax(std::span<const double> scores) {
  const double highest = std::ranges::max(scores);
  std::vector<double> shares;
  double sum = 0;
  for (const double score : scores) sum += shares.emplace_back(std::exp(score - highest));
  for (double& share : shares) share /= sum;
  return shares;
}

namespace {

Verdict verdict_of(double probability, const Thresholds& thresholds) {
  if (probability >= thresholds.specific) return Verdict::present;
  if (probability >= thresholds.sensitive) return Verdict::possible;
  return Verdict::none;
}

/// Fills in part and part_probability, or why there is no part.
void route(const Router& router, std::span<const double> scores, Finding& finding) {
  const auto shares = softmax(scores);
  const auto best = std::ranges::max_element(shares);
  const auto index = static_cast<std::size_t>(std::distance(shares.begin(), best));
  if (index < router.parts.size() && *best >= router.answer_above) {
    finding.part = router.parts[index];
    finding.part_probability = *best;
    return;
  }
  finding.reason = "unsupported_part";
  // What is most like it may help; it is not said to be the part.
  const auto part = std::max_element(shares.begin(), std::prev(shares.end()));
  finding.explanation = fmt::format(
      "this does not look like a part that the pack reads ({}); the likeliest is {} with "
      "probability {:.2f}, {:.2f} are needed",
      fmt::join(router.parts, ", "),
      router.parts[static_cast<std::size_t>(std::distance(shares.begin(), part))], *part,
      router.answer_above);
}

}  // namespace

Finding decide(const Pack& pack, const Scores& scores,
               const std::optional<std::string>& given_part) {
  Finding finding;
  finding.target = pack.target;
  if (given_part)
    finding.part = given_part;
  else
    route(pack.router, scores.router, finding);
  if (!finding.part) return finding;

  const Expert* expert = pack.expert_for(*finding.part);
  if (expert == nullptr)
    throw Error(ErrorCode::bad_argument,
                fmt::format("the pack {} has no expert for '{}'; it reads {}", pack.name,
                            *finding.part, fmt::join(pack.router.parts, ", ")));
  const double score = expert_score(pack, *expert, scores);
  finding.probability = sigmoid(expert->calibration.slope * score + expert->calibration.offset);
  finding.thresholds = expert->thresholds;
  finding.verdict = verdict_of(*finding.probability, expert->thresholds);
  return finding;
}

Finding combine_views(std::span<const Finding> views) {
  // The part that most views show.
  std::vector<std::string> parts;
  for (const Finding& view : views)
    if (view.probability) parts.push_back(*view.part);
  if (parts.empty()) return views.front();

  const auto weight = [&](const std::string& part) {
    double probability = 0;
    for (const Finding& view : views)
      if (view.probability && view.part == part) probability += view.part_probability.value_or(1.0);
    return std::pair(std::ranges::count(parts, part), probability);
  };
  const std::string part = *std::ranges::max_element(parts, {}, weight);

  Finding study;
  study.target = views.front().target;
  study.part = part;
  double count = 0;
  double probability = 0;
  double part_probability = 0;
  bool routed = true;
  Thresholds sum{.sensitive = 0, .specific = 0};
  for (const Finding& view : views) {
    study.incomplete = study.incomplete || view.incomplete;
    if (!view.probability || view.part != part) continue;
    ++count;
    probability += *view.probability;
    routed = routed && view.part_probability.has_value();
    part_probability += view.part_probability.value_or(0.0);
    sum.sensitive += view.thresholds->sensitive;
    sum.specific += view.thresholds->specific;
  }
  study.probability = probability / count;
  if (routed) study.part_probability = part_probability / count;
  study.thresholds = Thresholds{sum.sensitive / count, sum.specific / count};
  study.verdict = verdict_of(*study.probability, *study.thresholds);
  return study;
}

std::string verdict_word(Verdict verdict, std::string_view target) {
  switch (verdict) {
    case Verdict::present:
      return std::string(target);
    case Verdict::possible:
      return "possible";
    case Verdict::none:
      return "none";
    case Verdict::cannot_answer:
      break;
  }
  return "cannot_answer";
}

std::string verdict_phrase(Verdict verdict, std::string_view target) {
  const bool abnormal = target == "abnormal";
  switch (verdict) {
    case Verdict::present:
      return std::string(target);
    case Verdict::possible:
      return abnormal ? "possibly abnormal" : fmt::format("possible {}", target);
    case Verdict::none:
      return abnormal ? "nothing abnormal seen" : fmt::format("no {} seen", target);
    case Verdict::cannot_answer:
      break;
  }
  return "cannot answer";
}

}  // namespace osteon
