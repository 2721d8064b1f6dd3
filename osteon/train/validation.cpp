#include "osteon/train/validation.hpp"

#include <algorithm>
#include <iterator>
#include <span>

#include "osteon/base/error.hpp"
#include "osteon/evaluate/figures.hpp"
#include "osteon/radiograph/read.hpp"
#include "osteon/train/learner.hpp"

namespace osteon {
namespace {

constexpr std::size_t batch = 16;

/// A score ranks as the probability that it will be calibrated to.
class Answers {
 public:
  Answers(TrainedNetwork& network, const std::vector<std::string>& parts,
          const TrainSettings& settings)
      : network_(network), parts_(parts), settings_(settings) {}

  void add(const Entry& entry) {
    try {
      waiting_.push_back(read_radiograph(entry.file));
      of_.push_back(&entry);
    } catch (const Error& error) {
      if (!input_at_fault(error.code())) throw;
    }
    if (waiting_.size() == batch) flush();
  }

  void flush() {
    if (waiting_.empty()) return;
    Tensor tensor = prepare(waiting_, settings_.input);
    TrainedNetworkImpl::Scores out;
    {
      const Autocast autocast(settings_.bf16);
      out = network_->forward(images_of(tensor));
    }
    const auto answers = out.router.to(torch::kFloat32).argmax(1);
    for (std::size_t i = 0; i < of_.size(); ++i) {
      const std::int64_t part =
          std::distance(parts_.begin(), std::ranges::find(parts_, of_[i]->part));
      const auto row = static_cast<std::int64_t>(i);
      right += answers[row].item<std::int64_t>() == part ? 1 : 0;
      cases.push_back({.part = of_[i]->part,
                       .positive = of_[i]->positive,
                       .probability = out.experts[row][part].item<double>()});
    }
    waiting_.clear();
    of_.clear();
  }

  std::vector<Case> cases;
  int right = 0;

 private:
  TrainedNetwork& network_;
  const std::vector<std::string>& parts_;
  const TrainSettings& settings_;
  std::vector<Radiograph> waiting_;
  std::vector<const Entry*> of_;
};

}  // namespace

Validation validate(TrainedNetwork& network, const std::vector<Entry>& entries,
                    const std::vector<std::string>& parts, const TrainSettings& settings) {
  network->eval();
  const torch::NoGradGuard no_grad;
  Answers answers(network, parts, settings);
  for (const Entry& entry : entries) answers.add(entry);
  answers.flush();

  const std::vector<Case>& cases = answers.cases;
  Validation valid;
  if (!cases.empty()) valid.accuracy = answers.right / static_cast<double>(cases.size());
  valid.auroc = pooled_auroc(cases).value_or(0.5);
  valid.macro = mean_auroc(cases, parts).value_or(0.5);
  for (const std::string& part : parts)
    valid.by_part.push_back(mean_auroc(cases, std::span(&part, 1)));
  return valid;
}

}  // namespace osteon
