#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <numeric>

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
/// \param shares  of each part, and last of "none of these"
void route(const Router& router, std::span<const double> shares, Finding& finding) {
  const auto of_parts = shares.first(router.parts.size());
  const auto best = std::ranges::max_element(of_parts);
  const auto& likeliest =
      router.parts[static_cast<std::size_t>(std::distance(of_parts.begin(), best))];
  const double any = std::accumulate(of_parts.begin(), of_parts.end(), 0.0);
  if (any >= router.answer_above) {
    finding.part = likeliest;
    finding.part_probability = *best;
    return;
  }
  finding.reason = "unsupported_part";
  // What is most like it may help; it is not said to be the part.
  finding.explanation = fmt::format(
      "this does not look like a part that the pack reads ({}): that it is one has a probability "
      "of {:.2f}, {:.2f} are needed; the likeliest is {}",
      fmt::join(router.parts, ", "), any, router.answer_above, likeliest);
}

struct Judgement {
  double probability = 0;
  Thresholds thresholds{.sensitive = 0, .specific = 0};
};

Judgement judgement_of(const Expert& expert, double score) {
  return {sigmoid(expert.calibration.slope * score + expert.calibration.offset), expert.thresholds};
}

/// By the law of total probability: what each part's expert says, by how likely the part is.
Judgement judgement_of_all(const Pack& pack, const Scores& scores, std::span<const double> shares) {
  Judgement mean;
  double sum = 0;
  for (std::size_t i = 0; i < pack.router.parts.size(); ++i) {
    const Expert* expert = pack.expert_for(pack.router.parts[i]);
    if (expert == nullptr) continue;
    const double score = expert_score(pack, *expert, scores);
    if (std::isnan(score)) continue;
    const Judgement own = judgement_of(*expert, score);
    mean.probability += shares[i] * own.probability;
    mean.thresholds.sensitive += shares[i] * own.thresholds.sensitive;
    mean.thresholds.specific += shares[i] * own.thresholds.specific;
    sum += shares[i];
  }
  return {
      mean.probability / sum,
      {.sensitive = mean.thresholds.sensitive / sum, .specific = mean.thresholds.specific / sum}};
}

}  // namespace

Finding decide(const Pack& pack, const Scores& scores,
               const std::optional<std::string>& given_part) {
  Finding finding;
  finding.target = pack.target;
  std::vector<double> shares;
  if (given_part) {
    finding.part = given_part;
  } else {
    shares = softmax(scores.router);
    route(pack.router, shares, finding);
  }
  if (!finding.part) return finding;

  const Expert* expert = pack.expert_for(*finding.part);
  if (expert == nullptr)
    throw Error(ErrorCode::bad_argument,
                fmt::format("the pack {} has no expert for '{}'; it reads {}", pack.name,
                            *finding.part, fmt::join(pack.router.parts, ", ")));
  const Judgement judgement = given_part
                                  ? judgement_of(*expert, expert_score(pack, *expert, scores))
                                  : judgement_of_all(pack, scores, shares);
  finding.probability = judgement.probability;
  finding.thresholds = judgement.thresholds;
  finding.verdict = verdict_of(judgement.probability, judgement.thresholds);
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
