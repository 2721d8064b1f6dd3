// Named sets of defaults for a training.
#pragma once

#include <span>
#include <string_view>

#include "osteon/train/settings.hpp"

namespace osteon {

struct NamedRecipe {
  std::string_view name;
  std::string_view summary;  ///< for people
  TrainSettings settings;
};

std::span<const NamedRecipe> recipes();

/// \throws Error(bad_argument) naming those there are
const NamedRecipe& recipe_named(std::string_view name);
std::string_view name_of(Recipe recipe);

struct NamedMistake {
  std::string_view name;
  OriginalMistake mistake;
  std::string_view warning;  ///< a sentence for whoever asked for it, and for the model card
};
std::span<const NamedMistake> original_mistakes();

}  // namespace osteon
