// The words by which datasets name labels, subsets and body parts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace osteon {

struct Label {
  bool positive = false;
  std::string_view target;  ///< "fracture" or "abnormal"; empty for a negative word
};

/// What a label word means, whatever its case; empty for a word that is none.
std::optional<Label> label_named(std::string_view word);
/// For messages.
std::string label_words();

/// train, valid or test for the words that are in use for them, whatever their case.
std::optional<std::string_view> subset_named(std::string_view word);
std::string subset_words();

/// "Lower Leg" as packs write it: "lower_leg".
std::string part_named(std::string_view text);

/// What positive means in a dataset, from the labels met so far.
class TargetWord {
 public:
  /// \throws Error(bad_argument) when one label means a fracture and another anything abnormal
  void meet(const Label& label);
  /// "fracture" where no positive label was met.
  std::string target() const;

 private:
  std::string_view target_;
};

}  // namespace osteon
