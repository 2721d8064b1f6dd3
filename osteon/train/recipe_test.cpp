#include "osteon/train/recipe.hpp"

#include <catch2/catch.hpp>

namespace osteon {

TEST_CASE("every recipe's settings are allowed, once their backbone is known", "[train]") {
  for (const NamedRecipe& recipe : recipes()) {
    CAPTURE(recipe.name);
    TrainSettings settings = recipe.settings;
    if (settings.architecture.empty()) settings.architecture = "resnet50-v1";
    CHECK_NOTHROW(check(settings));
    CHECK(name_of(settings.recipe) == recipe.name);
  }
}

TEST_CASE("a recipe that there is not is refused with those there are", "[train]") {
  CHECK_THROWS_WITH(recipe_named("quick"),
                    Catch::Contains("finetune") && Catch::Contains("classic"));
}

}  // namespace osteon
