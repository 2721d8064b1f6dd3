#include "osteon/train/recipe.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "osteon/base/error.hpp"

namespace osteon {
namespace {

/// As the student project had it, but for its mistakes: 224 x 224, the mean grey subtracted,
/// nothing changed about an image except that it may be mirrored.
TrainSettings classic() {
  TrainSettings settings;
  settings.recipe = Recipe::classic;
  settings.architecture = "";
  settings.input = {.side = 224};
  settings.pooling = Pooling::mean;
  settings.name = "classic";
  settings.epochs = 25;
  settings.batch = 64;
  settings.old_rate = 0;
  settings.new_rate = 1e-4;
  settings.weight_decay = 0;
  settings.place_weight = 0;
  settings.box_weight = 0;
  settings.averaging = 0;
  settings.balance = 0;
  settings.phantoms = 0;
  settings.distractors = 0;
  return settings;
}

}  // namespace

std::span<const NamedRecipe> recipes() {
  static const std::array all{
      NamedRecipe{"finetune", "one ResNet-50, trained further, under linear heads", {}},
      NamedRecipe{"classic", "a frozen ResNet-50 under one small network for each question",
                  classic()}};
  return all;
}

const NamedRecipe& recipe_named(std::string_view name) {
  const auto found = std::ranges::find(recipes(), name, &NamedRecipe::name);
  if (found != recipes().end()) return *found;
  std::array<std::string_view, 2> names;
  std::ranges::transform(recipes(), names.begin(), &NamedRecipe::name);
  throw Error(ErrorCode::bad_argument,
              fmt::format("--recipe is '{}', it may be {}", name, fmt::join(names, " or ")));
}

std::string_view name_of(Recipe recipe) {
  return std::ranges::find(recipes(), recipe,
                           [](const NamedRecipe& named) { return named.settings.recipe; })
      ->name;
}

std::span<const NamedMistake> original_mistakes() {
  static constexpr std::array all{
      NamedMistake{"split-by-image", OriginalMistake::split_by_image,
                   "images of one patient were both learned from and judged by, so that every "
                   "figure here is too good"},
      NamedMistake{"skewed-preparation", OriginalMistake::skewed_preparation,
                   "in use the images are prepared otherwise than in training, so that the "
                   "networks see what they never learned from"}};
  return all;
}

}  // namespace osteon
