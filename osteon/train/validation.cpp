#include "osteon/train/validation.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

#include "osteon/base/error.hpp"
#include "osteon/evaluate/figures.hpp"
#include "osteon/radiograph/read.hpp"
#include "osteon/train/augment.hpp"
#include "osteon/train/learner.hpp"

namespace osteon {
namespace {

constexpr std::size_t batch = 16;

/// Hands the entries on in batches, prepared; those that cannot be read are left out.
/// \param shown  the radiograph that is shown for an entry
/// \param take   the images, and whose they are
template <typename Shown, typename Take>
void in_batches(const std::vector<Entry>& entries, const TrainSettings& settings,
                const Shown& shown, const Take& take) {
  std::vector<Radiograph> waiting;
  std::vector<const Entry*> of;
  const auto flush = [&] {
    if (waiting.empty()) return;
    Tensor tensor = prepare(waiting, settings.input);
    take(images_of(tensor), of);
    waiting.clear();
    of.clear();
  };
  for (const Entry& entry : entries) {
    try {
      waiting.push_back(shown(entry));
      of.push_back(&entry);
    } catch (const Error& error) {
      if (!input_at_fault(error.code())) throw;
    }
    if (waiting.size() == batch) flush();
  }
  flush();
}

Radiograph as_it_comes(const Entry& entry) { return read_radiograph(entry.file); }

std::int64_t class_of(const Entry& entry, const std::vector<std::string>& parts) {
  return std::distance(parts.begin(), std::ranges::find(parts, entry.part));
}

}  // namespace

FilmsSeen films_seen(TrainedNetwork& network, const std::vector<Entry>& entries,
                     const std::vector<std::string>& parts, const TrainSettings& settings,
                     bool from_near) {
  network->eval();
  std::vector<torch::Tensor> features;
  std::vector<std::int64_t> classes;
  Random random(1);  // the same views each time
  const auto shown = [&](const Entry& entry) {
    Radiograph film = as_it_comes(entry);
    return from_near ? seen_from_near(film, entry.outlines, random).radiograph : std::move(film);
  };
  in_batches(entries, settings, shown, [&](const torch::Tensor& images, const auto& of) {
    const Autocast autocast(settings.bf16);
    features.push_back(network->seen_by_router(images));
    for (const Entry* entry : of) classes.push_back(class_of(*entry, parts));
  });
  return {torch::cat(features), torch::tensor(classes)};
}

Validation validate(TrainedNetwork& network, const std::vector<Entry>& entries,
                    const std::vector<std::string>& parts, const TrainSettings& settings) {
  network->eval();
  const torch::NoGradGuard no_grad;
  // A score ranks as the probability that it will be calibrated to.
  std::vector<Case> cases;
  int right = 0;
  in_batches(entries, settings, as_it_comes, [&](const torch::Tensor& images, const auto& of) {
    TrainedNetworkImpl::Scores out;
    {
      const Autocast autocast(settings.bf16);
      out = network->forward(images);
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
