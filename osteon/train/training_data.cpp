#include "osteon/train/training_data.hpp"

#include <map>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/dataset/entry_reader.hpp"
#include "osteon/dataset/split.hpp"

namespace osteon {
namespace {

Shares shares_of(const TrainSettings& settings) {
  return settings.recipe == Recipe::classic ? Shares{.train = 0.72, .valid = 0.18, .test = 0.10}
                                            : Shares{.train = 0.8, .valid = 0.2, .test = 0};
}

/// Sorts entries into subsets, and says which there are when one is missing.
class Sorter {
 public:
  void take(const Entry& entry) {
    ++counts_[entry.subset.empty() ? "none" : entry.subset];
    if (entry.subset == "train") {
      parts_.insert(entry.part);
      data_.train.push_back(entry);
    } else if (entry.subset == "valid") {
      data_.valid.push_back(entry);
    }
  }

  TrainingData finish(Dataset about) && {
    for (const auto& [subset, size] :
         {std::pair("train", data_.train.size()), std::pair("valid", data_.valid.size())}) {
      if (size > 0) continue;
      std::string there;
      for (const auto& [name, count] : counts_)
        there += fmt::format("{}{} ({})", there.empty() ? "" : ", ", name, count);
      throw Error(ErrorCode::bad_argument,
                  fmt::format("{} has no subset '{}'; its entries are in: {}", about.source, subset,
                              there));
    }
    data_.about = std::move(about);
    data_.parts.assign(parts_.begin(), parts_.end());
    return std::move(data_);
  }

 private:
  TrainingData data_;
  std::set<std::string> parts_;
  std::map<std::string, int> counts_;
};

/// In the subsets that the source names; empty as soon as an entry names none.
std::optional<TrainingData> sorted_as_named(const TrainSettings& settings) {
  const auto entries = open_entries(settings.data);
  Sorter sorter;
  while (const auto entry = entries->next()) {
    if (entry->subset.empty()) return {};
    sorter.take(*entry);
  }
  return std::move(sorter).finish(entries->about());
}

TrainingData sorted_anew(const TrainSettings& settings, SplitPlan::By by) {
  SplitPlan plan(by);
  {
    const auto entries = open_entries(settings.data);
    while (const auto entry = entries->next()) plan.add(*entry);
  }
  plan.settle(shares_of(settings), settings.seed);

  const auto entries = open_entries(settings.data);
  Sorter sorter;
  while (auto entry = entries->next()) {
    entry->subset = plan.subset_of(*entry);
    if (by == SplitPlan::By::image) entry->group = entry->file.native();
    sorter.take(*entry);
  }
  return std::move(sorter).finish(entries->about());
}

}  // namespace

TrainingData read_training_data(const TrainSettings& settings) {
  if (makes(settings, OriginalMistake::split_by_image))
    return sorted_anew(settings, SplitPlan::By::image);
  if (auto data = sorted_as_named(settings)) return std::move(*data);
  return sorted_anew(settings, SplitPlan::By::group);
}

}  // namespace osteon
