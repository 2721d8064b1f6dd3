#include "osteon/train/validation.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

#include "osteon/base/error.hpp"
#include "osteon/evaluate/figures.hpp"
#include "osteon/radiograph/read.hpp"
#include "osteon/train/batches.hpp"
#include "osteon/train/learner.hpp"

namespace osteon {
namespace {

Radiograph as_it_comes(const Entry& entry) { return read_radiograph(entry.file); }

std::int64_t class_of(const Entry& entry, const std::vector<std::string>& parts) {
  return std::distance(parts.begin(), std::ranges::find(parts, entry.part));
}

}  // namespace

Validation validate(TrainedNetwork& network, const std::vector<Entry>& entries,
                    const std::vector<std::string>& parts, const TrainSettings& settings) {
  network->eval();
  const torch::NoGradGuard no_grad;
  // A score ranks as the probability that it will be calibrated to.
  std::vector<Case> cases;
  int right = 0;
  in_batches(entries, settings.input, as_it_comes, [&](Tensor& images, const auto& of) {
    TrainedNetworkImpl::Scores out;
    {
      const Autocast autocast(settings.bf16);
      out = network->forward(images_of(images));
    }
    const auto answers = out.router.to(torch::kFloat32).argmax(1);
    for (std::size_t i = 0; i < of.size(); ++i) {
      const std::int64_t part = class_of(*of[i], parts);
      const auto row = static_cast<std::int64_t>(i);
      right += answers[row].template item<std::int64_t>() == part ? 1 : 0;
      cases.push_back({.part = of[i]->part,
                       .positive = of[i]->positive,
                       .probability = out.experts[row][part].template item<double>()});
    }
  });

  Validation valid;
  if (!cases.empty()) valid.accuracy = right / static_cast<double>(cases.size());
  valid.auroc = pooled_auroc(cases).value_or(0.5);
  valid.macro = mean_auroc(cases, parts).value_or(0.5);
  for (const std::string& part : parts)
    valid.by_part.push_back(mean_auroc(cases, std::span(&part, 1)));
  return valid;
}

}  // namespace osteon
