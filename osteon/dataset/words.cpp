#include "osteon/dataset/words.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/base/letters.hpp"

namespace osteon {
namespace {

struct LabelWord {
  std::string_view word;
  Label label;
};

// MURA's "positive" means abnormal, hardware and arthritis too, so the bare word is not taken for a
// fracture.
constexpr std::array labels{
    LabelWord{"fracture", {true, "fracture"}}, LabelWord{"fractured", {true, "fracture"}},
    LabelWord{"positive", {true, "abnormal"}}, LabelWord{"abnormal", {true, "abnormal"}},
    LabelWord{"no_fracture", {false, {}}},     LabelWord{"not_fractured", {false, {}}},
    LabelWord{"negative", {false, {}}},        LabelWord{"normal", {false, {}}},
};

struct SubsetWord {
  std::string_view word;
  std::string_view subset;
};
constexpr std::array subsets{
    SubsetWord{"train", "train"},  SubsetWord{"training", "train"},   SubsetWord{"valid", "valid"},
    SubsetWord{"val", "valid"},    SubsetWord{"validation", "valid"}, SubsetWord{"test", "test"},
    SubsetWord{"testing", "test"},
};

template <typename Table>
auto find_word(const Table& table, std::string_view word) {
  const std::string name = part_named(word);
  return std::ranges::find_if(table, [&](const auto& row) { return row.word == name; });
}

template <typename Table>
std::string words_of(const Table& table) {
  std::string all;
  for (const auto& row : table) all += fmt::format("{}{}", all.empty() ? "" : ", ", row.word);
  return all;
}

}  // namespace

std::optional<Label> label_named(std::string_view word) {
  const auto found = find_word(labels, word);
  if (found == labels.end()) return {};
  return found->label;
}

std::string label_words() { return words_of(labels); }

std::optional<std::string_view> subset_named(std::string_view word) {
  const auto found = find_word(subsets, word);
  if (found == subsets.end()) return {};
  return found->subset;
}

std::string subset_words() { return words_of(subsets); }

std::string part_named(std::string_view text) {
  std::string name = lower_case(std::string(text));
  std::ranges::replace(name, ' ', '_');
  return name;
}

void TargetWord::meet(const Label& label) {
  if (label.target.empty() || label.target == target_) return;
  if (!target_.empty())
    throw Error(ErrorCode::bad_argument,
                "some labels mean 'fracture' and others 'abnormal' (positive, abnormal); one "
                "dataset can mean only one of them");
  target_ = label.target;
}

std::string TargetWord::target() const {
  return std::string(target_.empty() ? std::string_view("fracture") : target_);
}

}  // namespace osteon
